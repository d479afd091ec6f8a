package io.github.keycloakduo.mfa;

import java.util.Optional;
import java.util.function.Function;

/**
 * The answer of Duo about a factor that was tried.
 *
 * @see <a href="https://duo.com/docs/authapi#/auth">Duo Auth API, /auth</a>
 * @see <a href="https://duo.com/docs/authapi#/auth_status">Duo Auth API, /auth_status</a>
 */
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

  /** The user has not answered yet. */
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

  /** Duo allows the login. {@code bypass}: by a policy of Duo, not by the factor. */
  record Allowed(boolean bypass) implements FactorAnswer {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.allowed().apply(this);
    }
  }

  /** Duo has sent passcodes by SMS. */
  record SmsSent() implements FactorAnswer {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.smsSent().apply(this);
    }
  }

  /** Duo refuses the login. */
  record Refused(Refusal reason, String message) implements FactorAnswer {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.refused().apply(this);
    }
  }

  /** The reason for which Duo refused. */
  enum Refusal {
    DENIED,
    FRAUD,
    TIMEOUT,
    LOCKED_OUT,
    PASSCODE_USED
  }
}
