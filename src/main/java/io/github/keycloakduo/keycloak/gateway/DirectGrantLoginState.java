package io.github.keycloakduo.keycloak.gateway;

import io.github.keycloakduo.authentication.LoginResult;
import io.github.keycloakduo.authentication.LoginState;
import io.github.keycloakduo.keycloak.runtime.LoginStateCodec;
import io.github.keycloakduo.keycloak.runtime.SingleUseObjectStore;
import io.github.keycloakduo.keycloak.step.LoginStateStore;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.mfa.StableHash;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.models.KeycloakSession;

/**
 * The state of a direct grant login until the gateway repeats its request. It is kept under a
 * random handle ({@code duo_state}) that the gateway sends back. A gateway that sends none goes on
 * with the newest login of the user from the same address, unless a factor runs: what somebody
 * approves counts for the login that asked. A handle is good once.
 */
final class DirectGrantLoginState implements LoginStateStore {
  /** Long enough to read a text message and to look up a ticket. */
  private static final Duration EXPIRY = Duration.ofMinutes(5);

  /** 256 bits of letters and digits. */
  private static final int HANDLE_LENGTH = 43;

  private static final String ATTRIBUTE = "duo-mfa.state";

  private final KeycloakSession session;
  private final SingleUseObjectStore store;
  private final Owner owner;
  private final Optional<String> sent;
  private Optional<Taken> taken = Optional.empty();

  /**
   * Whose login it is; nobody else may go on with it.
   *
   * @param fingerprint of the configuration; under another one the login has ended
   * @param clientIp blank where it is unknown
   */
  record Owner(
      String realmId,
      String userId,
      String clientId,
      String executionId,
      String fingerprint,
      String clientIp) {
    private String key(String handle) {
      return "duo.gateway."
          + StableHash.of(List.of(handle, realmId, userId, clientId, executionId, fingerprint));
    }

    private String newestKey() {
      return "duo.gateway.newest."
          + StableHash.of(List.of(realmId, userId, clientId, executionId, clientIp));
    }
  }

  /** What is kept. */
  private record Stored(LoginState state, String clientIp) {}

  /** What was found, and how. */
  private record Taken(String handle, Stored stored) {}

  /**
   * The state of one login.
   *
   * @param sent the handle that the gateway sent back
   */
  DirectGrantLoginState(
      KeycloakSession session, SingleUseObjectStore store, Owner owner, Optional<String> sent) {
    this.session = session;
    this.store = store;
    this.owner = owner;
    this.sent = sent;
  }

  /** The handle of what this request has kept. */
  static Optional<String> handle(AuthenticationFlowContext flow) {
    return Optional.ofNullable(flow.getSession().getAttribute(ATTRIBUTE, String.class));
  }

  @Override
  public Optional<LoginState> read() {
    taken =
        sent.isPresent()
            ? find(sent.get(), store::take)
            : store.take(owner.newestKey()).flatMap(this::newest);
    return taken.map(found -> found.stored().state());
  }

  /**
   * The newest login, which may be another one than the gateway means. That one finds its state by
   * its handle all the same, unless no factor is needed any more.
   */
  private Optional<Taken> newest(String handle) {
    return find(handle, store::get)
        .flatMap(
            found ->
                found.stored().state().awaitsAnswers()
                    ? find(handle, store::take)
                    : Optional.of(found));
  }

  private Optional<Taken> find(String handle, Function<String, Optional<String>> way) {
    return way.apply(owner.key(handle))
        .flatMap(text -> LoginStateCodec.read(text, Stored.class))
        .filter(this::isUsable)
        .map(stored -> new Taken(handle, stored));
  }

  /** Whoever needs no factor does not need it at this address only. */
  private boolean isUsable(Stored stored) {
    return stored.state().userId().equals(owner.userId())
        && (!stored.state().awaitsAnswers() || stored.clientIp().equals(owner.clientIp()));
  }

  /** Whether the gateway sent a handle that is unknown, another login's, used or too old. */
  boolean isRefused() {
    return sent.isPresent() && taken.isEmpty();
  }

  @Override
  public void keep(LoginResult result) {
    result
        .<Runnable>match(
            authenticated -> () -> {},
            required -> () -> keepIfCodeIsAwaited(required),
            required -> () -> keepIfCodeIsAwaited(required),
            pending -> () -> keep(pending.state()),
            redirect -> () -> {},
            questions -> () -> keep(questions.state()),
            interaction -> () -> {},
            rejected -> () -> keepIfUnavailable(rejected))
        .run();
  }

  private void keepIfCodeIsAwaited(LoginResult.FactorRequired required) {
    boolean usedCode =
        required
            .rejected()
            .filter(details -> details.outcome() == Outcome.PASSCODE_USED)
            .isPresent();
    if (required.smsSent() || usedCode) {
      keep(required.state());
    }
  }

  /** Duo need not be waited for a second time. A wrong code ends the login. */
  private void keepIfCodeIsAwaited(LoginResult.OtherFactorRequired required) {
    if (required.rejected().isEmpty()) {
      keep(required.state());
    }
  }

  /** What was done before the service failed need not be done again. */
  private void keepIfUnavailable(LoginResult.Rejected rejected) {
    if (rejected.details().outcome().isUnavailability()) {
      taken.ifPresent(
          found ->
              next(found.stored().state(), rejected)
                  .ifPresent(state -> keep(found.handle(), state)));
    }
  }

  /**
   * What the same handle leads to. A wait that Duo's failure has ended would only end the same way
   * again: the question what the user may do is asked once more, and a factor that may have been
   * sent out is not sent again, so that such a login is over.
   */
  private static Optional<LoginState> next(LoginState before, LoginResult.Rejected rejected) {
    if (rejected.byDuo() && before.awaitsFactor()) {
      return Optional.empty();
    }
    return Optional.of(rejected.byDuo() && before.awaitsPreauth() ? rejected.state() : before);
  }

  private void keep(LoginState state) {
    String handle = SecretGenerator.getInstance().randomString(HANDLE_LENGTH);
    keep(handle, state);
    session.setAttribute(ATTRIBUTE, handle);
  }

  private void keep(String handle, LoginState state) {
    store.put(
        owner.key(handle), LoginStateCodec.write(new Stored(state, owner.clientIp())), EXPIRY);
    if (sent.isEmpty() && !state.awaitsFactor()) {
      store.put(owner.newestKey(), handle, EXPIRY);
    }
  }

  @Override
  public void forget() {
    // Whoever read it has taken it away.
  }
}
