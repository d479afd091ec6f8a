package io.github.keycloakduo.mfa;

import java.util.function.Function;

/**
 * The result of a call: an answer, or a fault. A fault is a value, so that no caller can miss it.
 */
public sealed interface Result<T> {
  /** Applies the function of the case that this is. */
  <R> R match(Function<T, R> answered, Function<Fault, R> failed);

  /** A usable answer. */
  record Answered<T>(T value) implements Result<T> {
    @Override
    public <R> R match(Function<T, R> answered, Function<Fault, R> failed) {
      return answered.apply(value);
    }
  }

  /** No usable answer. */
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
