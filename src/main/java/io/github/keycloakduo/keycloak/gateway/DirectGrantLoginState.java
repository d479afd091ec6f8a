package io.github.keycloakduo.keycloak.gateway;

import io.github.keycloakduo.authentication.LoginResult;
import io.github.keycloakduo.authentication.LoginState;
import io.github.keycloakduo.keycloak.runtime.LoginStateCodec;
import io.github.keycloakduo.keycloak.runtime.SingleUseObjectStore;
import io.github.keycloakduo.keycloak.step.LoginStateStore;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.mfa.Secret;
import io.github.keycloakduo.mfa.StableHash;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The state of a direct grant login until the gateway repeats its request with what was missing.
 * Only the first who repeats it finds it, so that nothing counts twice.
 */
final class DirectGrantLoginState implements LoginStateStore {
  /** Long enough to read a text message and to look up a ticket. */
  private static final Duration EXPIRY = Duration.ofMinutes(5);

  private final SingleUseObjectStore store;
  private final String key;
  private final Secret otp;
  private Optional<LoginState> taken = Optional.empty();

  /** What is kept; the code only as a hash. */
  private record Stored(LoginState state, String otpHash) {}

  /**
   * The state of one login.
   *
   * @param who realm, user, client, address and execution: nobody else may go on with it
   * @param otp the code of this request; who repeats a request repeats its code
   */
  DirectGrantLoginState(SingleUseObjectStore store, List<String> who, Secret otp) {
    this.store = store;
    this.key = "duo.gateway." + StableHash.of(who);
    this.otp = otp;
  }

  @Override
  public Optional<LoginState> read() {
    taken =
        store
            .take(key)
            .flatMap(text -> LoginStateCodec.read(text, Stored.class))
            .filter(this::isRepeated)
            .map(Stored::state);
    return taken;
  }

  /**
   * At the questions the factor is done. Who does not repeat the code it was done with has not
   * shown that he knows one.
   */
  private boolean isRepeated(Stored stored) {
    return !stored.state().awaitsAnswers() || stored.otpHash().equals(hash());
  }

  @Override
  public void keep(LoginResult result) {
    result
        .<Runnable>match(
            authenticated -> () -> {},
            required -> () -> keepIfCodeIsAwaited(required),
            pending -> () -> {},
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

  /** What was done before the service failed need not be done again. */
  private void keepIfUnavailable(LoginResult.Rejected rejected) {
    if (rejected.details().outcome().isUnavailability()) {
      taken.ifPresent(this::keep);
    }
  }

  private void keep(LoginState state) {
    store.put(key, LoginStateCodec.write(new Stored(state, hash())), EXPIRY);
  }

  private String hash() {
    return StableHash.of(List.of(key, otp.value()));
  }

  @Override
  public void forget() {
    // Whoever read it has taken it away.
  }
}
