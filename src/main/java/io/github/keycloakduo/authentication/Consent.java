package io.github.keycloakduo.authentication;

/** The user's consent to let the MFA of this login count for later ones in the same browser. */
public enum Consent {
  /** The page does not ask, since this login's MFA cannot count later, or counts anyway. */
  NOT_ASKED,
  /** The page asks, and the box is not ticked. */
  ASKED,
  /** The box is ticked. */
  GIVEN
}
