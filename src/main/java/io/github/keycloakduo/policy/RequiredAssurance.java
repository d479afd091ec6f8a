package io.github.keycloakduo.policy;

/**
 * The assurance that the client requires of a login.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#AuthRequest">OpenID Connect
 *     Core, section 3.1.2.1: prompt, max_age, acr_values</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9470">RFC 9470: step-up authentication</a>
 */
public enum RequiredAssurance {
  /** Nothing beyond the rules of the configuration. */
  ANY,
  /** The client demands a new authentication: an earlier MFA does not count. */
  REAUTHENTICATION,
  /** A step-up: nothing but a factor counts, neither an earlier MFA nor an exemption. */
  STEP_UP;

  /** Whether an earlier MFA may take the place of a factor. */
  public boolean allowsGrace() {
    return this == ANY;
  }

  /** Whether Duo has to ask for a factor even of a device that it remembers. */
  public boolean demandsReauthentication() {
    return this != ANY;
  }

  /** Whether a login may pass without a factor: exempt, by Duo's bypass, or in an outage. */
  public boolean allowsExemption() {
    return this != STEP_UP;
  }
}
