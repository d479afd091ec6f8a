package io.github.keycloakduo.keycloak.step;

import io.github.keycloakduo.authentication.Consent;
import io.github.keycloakduo.authentication.FactorListener;
import io.github.keycloakduo.authentication.LoginContext;
import io.github.keycloakduo.authentication.OutcomeDetails;
import io.github.keycloakduo.authentication.RequestTimeout;
import io.github.keycloakduo.authentication.UserCredentials;
import io.github.keycloakduo.keycloak.breakglass.LoginBreakGlass;
import io.github.keycloakduo.keycloak.grace.LoginGrace;
import io.github.keycloakduo.keycloak.runtime.DuoServices;
import io.github.keycloakduo.keycloak.runtime.LoginMetrics;
import io.github.keycloakduo.keycloak.runtime.LoginSubject;
import io.github.keycloakduo.keycloak.runtime.Transactions;
import io.github.keycloakduo.keycloak.sessions.LoginSessionLimit;
import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.LoginRequest;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.mfa.StableHash;
import io.github.keycloakduo.policy.FactorOffer;
import io.github.keycloakduo.policy.PolicyDecision;
import io.github.keycloakduo.policy.Preselection;
import io.github.keycloakduo.policy.RequiredAssurance;
import io.github.keycloakduo.settings.DuoMfaSettings;
import io.github.keycloakduo.settings.GraceSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * One request of a login at the edge, with what Keycloak's stores know of its user.
 *
 * @param grace what is remembered of the user's earlier MFA
 * @param sessions the limit of the user's parallel sessions
 * @param newUser whether this request itself has created the user, unseen by other transactions
 */
public record LoginAttempt(
    LoginSubject subject,
    DuoMfaSettings settings,
    LoginRequest login,
    LoginGrace grace,
    LoginSessionLimit sessions,
    boolean newUser,
    DuoServices services) {

  /** A request of a browser to a step of a flow. */
  public static LoginAttempt ofBrowser(
      AuthenticationFlowContext flow, DuoMfaSettings settings, DuoServices services) {
    return ofFlow(flow, settings, LoginRequests.from(flow), true, services);
  }

  /** A request of a gateway to a step of a flow: it is no browser, whatever cookies it sends. */
  public static LoginAttempt ofGateway(
      AuthenticationFlowContext flow,
      DuoMfaSettings settings,
      LoginRequest login,
      DuoServices services) {
    return ofFlow(flow, settings, login, false, services);
  }

  private static LoginAttempt ofFlow(
      AuthenticationFlowContext flow,
      DuoMfaSettings settings,
      LoginRequest login,
      boolean browser,
      DuoServices services) {
    LoginSubject subject = LoginSubject.of(flow);
    return new LoginAttempt(
        subject,
        settings,
        login,
        grace(subject, settings, login, browser, services),
        LoginSessionLimit.of(flow, settings, login, services.clock()),
        LoginRecheck.isNew(subject),
        services);
  }

  /** A login without a flow, whose user is reached by nothing but the phone. */
  public static LoginAttempt withoutFlow(
      LoginSubject subject,
      DuoMfaSettings settings,
      LoginRequest login,
      LoginSessionLimit sessions,
      DuoServices services) {
    return new LoginAttempt(
        subject,
        settings,
        login,
        grace(subject, settings, login, false, services),
        sessions,
        false,
        services);
  }

  private static LoginGrace grace(
      LoginSubject subject,
      DuoMfaSettings settings,
      LoginRequest login,
      boolean browser,
      DuoServices services) {
    return new LoginGrace(
        subject, settings, login.clientIp(), browser, services.graces(), services.clock());
  }

  /**
   * The context of a person before a browser, who sees a page and can come back to it.
   *
   * @param lastFactor what the browser remembers of the factor that worked last
   */
  public LoginContext browserContext(
      AuthenticationFlowContext flow,
      Optional<LoginContext.PromptClient> prompt,
      Function<FactorOffer, Preselection> lastFactor) {
    return context(
        StepUpPolicy.requiredAssurance(flow),
        report(flow),
        prompt,
        credentials(),
        hasVerifiedPassword(flow),
        lastFactor,
        settings.autopush(),
        lockScope(flow),
        flow.getAuthenticationSession().getTabId());
  }

  /** Whether a step of this very login has verified a password, as Keycloak's forms note it. */
  private static boolean hasVerifiedPassword(AuthenticationFlowContext flow) {
    return Boolean.parseBoolean(
        flow.getAuthenticationSession().getAuthNote(AuthenticationManager.PASSWORD_VALIDATED));
  }

  /** The context of a gateway, which asks for a factor itself. */
  public LoginContext gatewayContext(AuthenticationFlowContext flow) {
    return context(
        StepUpPolicy.requiredAssurance(flow),
        report(flow),
        Optional.empty(),
        credentials(),
        false,
        offer -> Preselection.NONE,
        false,
        lockScope(flow),
        flow.getAuthenticationSession().getTabId());
  }

  /**
   * The context of a login without a flow. The factor is its only proof, so neither a rule of ours
   * nor Duo's bypass nor an earlier MFA takes its place. Its policy must be asked while the
   * subject's session is open.
   *
   * @param clientId of the client that asks
   * @param lockScope the same for all logins of which only one may ask for a factor at a time
   * @param tab different for each of them
   */
  public LoginContext contextWithoutFlow(String clientId, String lockScope, String tab) {
    return context(
        RequiredAssurance.STEP_UP,
        new CollectedResultListener(
            login.realm(),
            login.userId(),
            clientId,
            services.metrics(),
            log(),
            grace.outcomeListener()),
        Optional.empty(),
        new UserCredentials.None(),
        false,
        offer -> Preselection.NONE,
        false,
        lockScope,
        tab);
  }

  private UserCredentials credentials() {
    return new UserCredentials.Available(new StoredCredentials(subject.user()));
  }

  private FactorListener report(AuthenticationFlowContext flow) {
    return UncollectedResultReport.of(
        flow, services.reports(), services.metrics(), log(), grace.outcomeListener());
  }

  /** The listener of a login that always comes for its outcomes, and reports them itself. */
  private record CollectedResultListener(
      String realm,
      String userId,
      String clientId,
      LoginMetrics metrics,
      LoginLog log,
      Consumer<Outcome> graces)
      implements FactorListener {
    @Override
    public void onContact(Factor factor) {
      metrics.countContact(realm, factor, clientId);
      log.tellContact(realm, userId, factor, clientId);
    }

    @Override
    public void onOutcome(Outcome outcome) {
      graces.accept(outcome);
    }

    @Override
    public void onUncollected(OutcomeDetails details, DuoUsername username) {
      // The login will come.
    }
  }

  private LoginContext context(
      RequiredAssurance assurance,
      FactorListener factorListener,
      Optional<LoginContext.PromptClient> prompt,
      UserCredentials credentials,
      boolean passwordVerified,
      Function<FactorOffer, Preselection> lastFactor,
      boolean autopush,
      String lockScope,
      String tab) {
    Duration timeout = settings.timeout();
    return new LoginContext(
        login,
        settings,
        assurance,
        services.duo().authApi(settings),
        prompt,
        credentials,
        lastFactor,
        () -> decide(assurance),
        factorListener,
        timeout,
        passwordVerified,
        autopush,
        lockScope,
        tab,
        RequestTimeout.ofRequest());
  }

  /** The same for all tabs of a browser, user and execution. */
  private String lockScope(AuthenticationFlowContext flow) {
    AuthenticationSessionModel session = flow.getAuthenticationSession();
    return StableHash.of(
        List.of(session.getParentSession().getId(), login.userId(), flow.getExecution().getId()));
  }

  private PolicyDecision decide(RequiredAssurance assurance) {
    String version = settings.fingerprint() + settings.shared();
    if (services.firstLogins().isFirst(subject.realm().getId(), version)) {
      warnLater();
    }
    RealmPolicy policy =
        new RealmPolicy(
            services.facts(),
            subject,
            settings,
            login,
            assurance,
            LoginBreakGlass.of(subject, services));
    PolicyDecision decision = policy.decide(grace, sessions);
    log().tell(login.realm(), decision.trace());
    return decision;
  }

  /**
   * Writes what an administrator should know of the configuration, after the request: finding it
   * out may take many lookups, for which no user should wait.
   */
  private void warnLater() {
    Transactions<KeycloakSession> later =
        Transactions.inRealm(
            subject.session().getKeycloakSessionFactory(), subject.realm().getId());
    DuoServices found = services;
    DuoMfaSettings checked = settings;
    LoginLog log = log();
    String realm = login.realm();
    String alias = settings.source().alias();
    found
        .executor()
        .execute(
            () ->
                log.warn(
                    realm, alias, () -> later.call(session -> found.warnings(session, checked))));
  }

  /**
   * Whether the MFA of this login counts for later ones.
   *
   * @param consent what the user said, if that is asked
   */
  boolean isRemembered(Consent consent) {
    return consent == Consent.GIVEN || settings.grace().filter(GraceSettings::asks).isEmpty();
  }

  /** The log lines of the configuration. */
  public LoginLog log() {
    return new LoginLog(settings.logLevel());
  }
}
