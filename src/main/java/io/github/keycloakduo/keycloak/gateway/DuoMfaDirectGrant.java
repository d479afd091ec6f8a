package io.github.keycloakduo.keycloak.gateway;

import io.github.keycloakduo.authentication.LoginResult;
import io.github.keycloakduo.authentication.LoginResult.FactorRequired;
import io.github.keycloakduo.authentication.LoginState;
import io.github.keycloakduo.authentication.OutcomeDetails;
import io.github.keycloakduo.gateway.GatewayLogin;
import io.github.keycloakduo.keycloak.runtime.DuoServices;
import io.github.keycloakduo.keycloak.runtime.ProviderIds;
import io.github.keycloakduo.keycloak.runtime.TransactionTimeout;
import io.github.keycloakduo.keycloak.sessions.SessionClientIp;
import io.github.keycloakduo.keycloak.step.DuoAuthenticator;
import io.github.keycloakduo.keycloak.step.LoginAttempt;
import io.github.keycloakduo.keycloak.step.LoginRequests;
import io.github.keycloakduo.mfa.ClientIp;
import io.github.keycloakduo.mfa.LoginRequest;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.settings.DuoMfaSettings;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventType;

/**
 * The authenticator of direct grant flows, after user name and password (RFC 6749, section 4.3).
 */
final class DuoMfaDirectGrant extends DuoAuthenticator {
  private static final String NEEDS_A_BROWSER =
      "duo.mode: invalid value \"universal\" in a direct grant, which has no browser: expected form,"
          + " with the keys of an Auth API application";

  private final GatewayLogin login;

  DuoMfaDirectGrant(DuoServices services, GatewayLogin login) {
    super(services, new OAuthErrorResponses());
    this.login = login;
  }

  @Override
  public void authenticate(AuthenticationFlowContext context) {
    guarded(context, settings -> step(context, settings));
  }

  private void step(AuthenticationFlowContext context, DuoMfaSettings settings) {
    if (settings.isUniversal()) {
      handler().reject(context, OutcomeDetails.of(Outcome.CONFIG_ERROR, NEEDS_A_BROWSER));
      return;
    }
    GatewayRequest request =
        GatewayRequest.read(
            context.getHttpRequest().getDecodedFormParameters(),
            UsernameParameters.get(context.getSession()));
    Optional<String> problem = request.problem();
    if (problem.isPresent()) {
      refuse(context, problem.get());
      return;
    }
    Optional<String> sent = request.clientIp();
    Optional<ClientIp> address = sent.flatMap(ClientIp::parse);
    boolean trusted =
        TrustedClients.isTrusted(
            context.getAuthenticationSession().getClient(), settings.gateway());
    if (sent.isPresent() && !trusted) {
      refuse(context, "client_ip is accepted from the clients of gateway.clients only");
    } else if (sent.isPresent() && address.isEmpty()) {
      refuse(context, "client_ip is not an IP address");
    } else {
      LoginRequest connection = LoginRequests.from(context);
      logIn(
          context,
          settings,
          trusted ? throughGateway(context, connection, address) : connection,
          request);
    }
  }

  private static void refuse(AuthenticationFlowContext context, String reason) {
    context
        .getEvent()
        .user(context.getUser())
        .detail(Details.REASON, reason)
        .error(Errors.INVALID_REQUEST);
    context.forceChallenge(OAuthErrorResponses.badRequest(reason));
  }

  /**
   * The login as it came to the gateway. Events and sessions are the user's, and so is their
   * address; the gateway's is told beside. It never stands in for one that the gateway does not
   * send: it is the same for all users, and a grace or a network rule would take it for theirs.
   */
  private static LoginRequest throughGateway(
      AuthenticationFlowContext context, LoginRequest connection, Optional<ClientIp> address) {
    context.getEvent().detail("duo_gateway_ip", context.getConnection().getRemoteAddr());
    address.ifPresent(ip -> context.getEvent().ipAddress(ip.text()));
    SessionClientIp.note(context.getAuthenticationSession(), address);
    return connection.from(address);
  }

  private void logIn(
      AuthenticationFlowContext flow,
      DuoMfaSettings settings,
      LoginRequest request,
      GatewayRequest sent) {
    DirectGrantLoginState state =
        new DirectGrantLoginState(
            flow.getSession(),
            services().store(),
            new DirectGrantLoginState.Owner(
                flow.getRealm().getId(),
                request.userId(),
                flow.getAuthenticationSession().getClient().getId(),
                flow.getExecution().getId(),
                settings.fingerprint(),
                request.clientIp().map(ClientIp::text).orElse("")),
            sent.state());
    Optional<LoginState> stored = state.read();
    if (state.isRefused()) {
      refuseState(flow);
      return;
    }
    LoginAttempt attempt = LoginAttempt.ofGateway(flow, settings, request, services());
    int configured = settings.gateway().maxWaiting();
    LoginResult result =
        login.handle(
            attempt.gatewayContext(flow).withTimeout(TransactionTimeout.bound(settings.timeout())),
            stored,
            sent.parameters(),
            configured == 0 ? WorkerPool.defaultPermits() : configured);
    handler().handle(result, attempt, flow, state);
    boolean isReported = result.factorRequired().flatMap(FactorRequired::rejected).isPresent();
    if (sent.state().isEmpty() && !isReported) {
      MfaRequiredReason.of(result).ifPresent(reason -> report(flow, reason));
    }
  }

  private static void refuseState(AuthenticationFlowContext flow) {
    flow.getEvent()
        .user(flow.getUser())
        .detail(Details.REASON, "duo_state is unknown, used or expired, or of another login")
        .error(Errors.INVALID_CODE);
    flow.forceChallenge(OAuthErrorResponses.unknownState());
  }

  /**
   * Writes an event for a right password that waits for more: whoever has stolen one and goes no
   * further would stay unseen. It is no error, since most gateways ask for a passcode in this way.
   */
  private static void report(AuthenticationFlowContext flow, MfaRequiredReason reason) {
    flow.getEvent()
        .clone()
        .event(EventType.CUSTOM_REQUIRED_ACTION)
        .user(flow.getUser())
        .detail(Details.CUSTOM_REQUIRED_ACTION, ProviderIds.DIRECT_GRANT)
        .detail("duo_reason", reason.id())
        .success();
  }

  @Override
  public void action(AuthenticationFlowContext context) {
    // A direct grant has no pages.
    authenticate(context);
  }
}
