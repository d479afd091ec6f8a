package io.github.keycloakduo.mfa;

import java.util.Optional;
import java.util.Set;

/**
 * The reason why a call to Duo has no usable answer.
 *
 * @param detail one sentence for the administrator; never a secret, never Duo's body
 * @param parameter the parameter that Duo names as invalid, if it names one
 */
public record Fault(Kind kind, String detail, Optional<String> parameter) {
  /** What an earlier answer of Duo's named, and Duo may not know any more. */
  private static final Set<String> FROM_BEFORE = Set.of("device", "factor", "txid", "username");

  /** A fault that is about no parameter. */
  public Fault(Kind kind, String detail) {
    this(kind, detail, Optional.empty());
  }

  /** Whether something has changed at Duo since it said what the user may do. */
  public boolean isOfChange() {
    return kind == Kind.INVALID_PARAMETERS && parameter.filter(FROM_BEFORE::contains).isPresent();
  }

  /** The kinds of faults that lead to different decisions. */
  public enum Kind {
    DNS,
    REFUSED,
    NO_ROUTE,
    CONNECT_TIMEOUT,
    READ_TIMEOUT,
    /** The connection was reset or closed before any answer, perhaps while it was being made. */
    CONNECTION_LOST,
    /** The connection broke in the middle of the answer. */
    ANSWER_CUT_OFF,
    PROXY_UNREACHABLE,
    /** The proxy refuses the credentials or the target. */
    PROXY_DENIED,
    CERTIFICATE,
    /** HTTP 5xx. */
    SERVER_ERROR,
    /** HTTP 3xx, or 4xx other than the ones below. */
    UNEXPECTED_STATUS,
    /** HTTP 401 or 403: integration key, secret key or kind of integration. */
    KEYS,
    /** HTTP 401 because of the time stamp. */
    CLOCK,
    RATE_LIMITED,
    /** HTTP 400, code 40002. From auth_status: the txid is unknown, or the poll ran out. */
    INVALID_PARAMETERS,
    /** Not the JSON that Duo documents, or too much of it. */
    BAD_ANSWER,
    /** A defect of this extension, or a lack of connections, threads or file handles here. */
    INTERNAL;

    /** Whether it is silence: nothing was heard of the other side, not even a refusal. */
    public boolean isSilence() {
      return switch (this) {
        case DNS,
            REFUSED,
            NO_ROUTE,
            CONNECT_TIMEOUT,
            READ_TIMEOUT,
            CONNECTION_LOST,
            PROXY_UNREACHABLE ->
            true;
        default -> false;
      };
    }

    /** Whether nothing was heard within the time that the call had. */
    public boolean isTimeout() {
      return this == CONNECT_TIMEOUT || this == READ_TIMEOUT;
    }

    /** Whether the connection was lost while in use, so that asking again may help. */
    public boolean isLoss() {
      return this == CONNECTION_LOST || this == ANSWER_CUT_OFF;
    }
  }
}
