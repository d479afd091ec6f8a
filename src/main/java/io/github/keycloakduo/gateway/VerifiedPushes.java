package io.github.keycloakduo.gateway;

/** The rule for Verified Pushes, whose code is typed into the device, where there is no page. */
public final class VerifiedPushes {
  /** Why such a login is refused, for the administrator. */
  public static final String WHY_NOT =
      "Duo demands a Verified Push, whose code cannot be shown without a page";

  private VerifiedPushes() {}
}
