package io.github.keycloakduo.simulator;

/** Ends the handling of a request with one of Duo's errors. */
final class DuoFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final DuoError error;
  private final String detail;

  DuoFailure(DuoError error) {
    this(error, "");
  }

  DuoFailure(DuoError error, String detail) {
    super(error.message() + " " + detail, null, false, false);
    this.error = error;
    this.detail = detail;
  }

  /** An error in the simulator itself, told to the client so that a test shows it. */
  static DuoFailure internal(Throwable error) {
    return new DuoFailure(DuoError.INTERNAL, error.toString());
  }

  static DuoFailure invalid(String parameter) {
    return new DuoFailure(DuoError.INVALID_PARAMETERS, parameter);
  }

  static DuoFailure missing(String parameter) {
    return new DuoFailure(DuoError.MISSING_PARAMETERS, parameter);
  }

  Answer toAnswer() {
    return Answer.failure(error, detail);
  }
}
