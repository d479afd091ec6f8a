package io.github.keycloakduo.simulator;

/** The errors of Duo's Auth API; the HTTP status is the first three digits of the code. */
public enum DuoError {
  MISSING_PARAMETERS(40001, "Missing required request parameters"),
  INVALID_PARAMETERS(40002, "Invalid request parameters"),
  MISSING_CREDENTIALS(40101, "Missing request credentials"),
  INVALID_INTEGRATION_KEY(40102, "Invalid integration key in request credentials"),
  INVALID_SIGNATURE(40103, "Invalid signature in request credentials"),
  MISSING_TIMESTAMP(40104, "Missing request timestamp"),
  BAD_TIMESTAMP(40105, "Bad request timestamp"),
  BAD_CONTENT_TYPE(40106, "Invalid content type"),
  ACCESS_FORBIDDEN(40301, "Access forbidden"),
  NOT_FOUND(40401, "Resource not found"),
  METHOD_NOT_ALLOWED(40501, "Method not allowed"),
  TOO_MANY_REQUESTS(42901, "Too many requests"),
  INTERNAL(50001, "Internal server error");

  private final int code;
  private final String message;

  DuoError(int code, String message) {
    this.code = code;
    this.message = message;
  }

  public int code() {
    return code;
  }

  public String message() {
    return message;
  }

  int httpStatus() {
    return code / 100;
  }
}
