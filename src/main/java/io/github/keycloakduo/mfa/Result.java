package io.github.keycloakduo.mfa;

import java.util.function.Function;

/** What came of a call: an answer, or a fault. Failures are values here, so nobody forgets them. */
public sealed interface Result<T> {
  /** Applies the function of the case that this is. */
  <R> R match(Function<T, R> answered, Function<Fault, R> failed);

  /** Duo answered. */
  record Answered<T>(T value) implements Result<T> {
    @Override
    public <R> R match(Function<T, R> answered, Function<Fault, R> failed) {
      return answered.apply(value);
    }
  }

  /** Duo did not answer in a way that can be used. */
  record Failed<T>(Fault fault) implements Result<T> {
    @Override
    public <R> R match(Function<T, R> answered, Function<Fault, R> failed) {
      return failed.apply(fault);
    }
  }

  /** A call that failed. */
  static <T> Result<T> failed(Fault.Kind kind, String detail) {
    return new Failed<>(new Fault(kind, detail));
  }
}
