package io.github.keycloakduo.simulator;

/** An operation of Duo's Auth API; {@code OTHER} stands for requests that reach none of them. */
public enum Endpoint {
  PING("GET", "/auth/v2/ping"),
  CHECK("GET", "/auth/v2/check"),
  LOGO("GET", "/auth/v2/logo"),
  PREAUTH("POST", "/auth/v2/preauth"),
  AUTH("POST", "/auth/v2/auth"),
  AUTH_STATUS("GET", "/auth/v2/auth_status"),
  ENROLL("POST", "/auth/v2/enroll"),
  ENROLL_STATUS("POST", "/auth/v2/enroll_status"),
  HEALTH_CHECK("POST", "/oauth/v1/health_check"),
  AUTHORIZE("GET", "/oauth/v1/authorize"),
  /** Where the buttons of the prompt lead; only the simulator has it. */
  PROMPT("POST", "/frame/prompt"),
  TOKEN("POST", "/oauth/v1/token"),
  OTHER("", "");

  private final String method;
  private final String path;

  Endpoint(String method, String path) {
    this.method = method;
    this.path = path;
  }

  /** The only HTTP method this endpoint accepts. */
  public String method() {
    return method;
  }

  /** The path below the API host name. */
  public String path() {
    return path;
  }

  /** Calls of the Universal Prompt carry tokens in place of a signature. */
  boolean isSigned() {
    return switch (this) {
      case PING, HEALTH_CHECK, AUTHORIZE, PROMPT, TOKEN -> false;
      default -> true;
    };
  }

  static Endpoint ofPath(String path) {
    for (Endpoint endpoint : values()) {
      if (endpoint.path.equals(path) && endpoint != OTHER) {
        return endpoint;
      }
    }
    return OTHER;
  }
}
