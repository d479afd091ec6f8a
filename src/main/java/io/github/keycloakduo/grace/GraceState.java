package io.github.keycloakduo.grace;

/** The state of a grace: whether the earlier MFA still counts, and if not, why. */
public enum GraceState {
  HOLDS("an earlier MFA still counts"),
  OFF("a timeout or the reuse limit is 0"),
  NONE("no earlier MFA of this user from this address under this configuration"),
  CHANGED("password, logout or configuration changed since the MFA"),
  OTHER_BROWSER("the MFA belongs to another browser"),
  HARD_OVER("the MFA is longer ago than hard_timeout"),
  SOFT_OVER("the last use is longer ago than soft_timeout"),
  USED_UP("the MFA was used as often as reuse_limit allows"),
  CLOCK_WENT_BACK("the MFA was used at a time that is still to come"),
  UNKNOWN("the store of earlier MFAs cannot be read");

  private final String reason;

  GraceState(String reason) {
    this.reason = reason;
  }

  /** For administrators; no sentence, so that it can be part of one. */
  public String reason() {
    return reason;
  }

  public boolean holds() {
    return this == HOLDS;
  }
}
