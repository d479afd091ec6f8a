package io.github.keycloakduo.mfa;

import java.util.function.Function;

/** What came of a call: an answer, or a fault. Failures are values here, so nobody forgets them. */
public sealed interface Result<T> {
  /** Duo answered. */
  record Answered<T>(T value) implements Result<T> {}

  /** Duo did not answer in a way that can be used. */
  record Failed<T>(Fault fault) implements Result<T> {}

  /** A reply that failed. */
  static <T> Result<T> failed(Fault.Kind kind, String detail) {
    return new Failed<>(new Fault(kind, detail));
  }

  /** Folds both cases into one result. */
  default <R> R fold(Function<T, R> answered, Function<Fault, R> failed) {
    if (this instanceof Answered<T> a) {
      return answered.apply(a.value());
    }
    return failed.apply(((Failed<T>) this).fault());
  }
}
