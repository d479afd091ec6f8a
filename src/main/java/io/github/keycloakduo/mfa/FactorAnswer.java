package io.github.keycloakduo.mfa;

import java.util.Optional;
import java.util.function.Function;

/** Duo's answer to a factor that was tried (Auth API, auth and auth_status). */
public sealed interface FactorAnswer {
  /** A function for each case. */
  record Cases<R>(
      Function<Waiting, R> waiting,
      Function<Started, R> started,
      Function<Allowed, R> allowed,
      Function<SmsSent, R> smsSent,
      Function<Refused, R> refused) {}

  /** Applies the function of the case that this is. */
  <R> R match(Cases<R> cases);

  /** Applies the function of the case that this is. */
  default <R> R match(
      Function<Waiting, R> waiting,
      Function<Started, R> started,
      Function<Allowed, R> allowed,
      Function<SmsSent, R> smsSent,
      Function<Refused, R> refused) {
    return match(new Cases<>(waiting, started, allowed, smsSent, refused));
  }

  /** Duo's transaction, if Duo has started an asynchronous factor. */
  default Optional<String> started() {
    return this instanceof Started started ? Optional.of(started.txid()) : Optional.empty();
  }

  /** Whether nobody has answered yet. */
  default boolean isWaiting() {
    return this instanceof Waiting;
  }

  /** Nobody has answered yet. */
  record Waiting(String message) implements FactorAnswer {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.waiting().apply(this);
    }
  }

  /** Duo has started an asynchronous factor; {@code txid} names it. */
  record Started(String txid) implements FactorAnswer {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.started().apply(this);
    }
  }

  /** The user may pass. {@code bypass}: by a policy of Duo's, not by the factor. */
  record Allowed(boolean bypass) implements FactorAnswer {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.allowed().apply(this);
    }
  }

  /** Passcodes are on their way by SMS. */
  record SmsSent() implements FactorAnswer {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.smsSent().apply(this);
    }
  }

  /** The user may not pass. */
  record Refused(Refusal reason, String message) implements FactorAnswer {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.refused().apply(this);
    }
  }

  /** Why Duo refused. */
  enum Refusal {
    DENIED,
    FRAUD,
    TIMEOUT,
    LOCKED_OUT,
    PASSCODE_USED
  }
}
