package io.github.keycloakduo.policy;

/**
 * Earlier MFA of one login's user, from its address, under its configuration. Never throws: what
 * cannot be read is {@link Answer.Unavailable}.
 */
public interface GraceLookup {
  /** Whether an earlier MFA covers this login; counts it as a use if so. */
  Answer use();

  /** The same without counting it. */
  Answer look();

  /** What is known of an earlier MFA. */
  sealed interface Answer {
    /** It covers this login. */
    record Holds(String detail) implements Answer {}

    /** There is none, or it does not count any more. */
    record Absent(String detail) implements Answer {}

    /** It cannot be read; so it covers nothing. */
    record Unavailable(String detail) implements Answer {}
  }
}
