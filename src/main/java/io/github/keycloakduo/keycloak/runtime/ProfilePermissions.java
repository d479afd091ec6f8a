package io.github.keycloakduo.keycloak.runtime;

import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.userprofile.config.UPAttribute;
import org.keycloak.representations.userprofile.config.UPConfig;
import org.keycloak.representations.userprofile.config.UPConfig.UnmanagedAttributePolicy;
import org.keycloak.userprofile.UserProfileConstants;
import org.keycloak.userprofile.UserProfileProvider;

/** The permissions of users for the attributes of their own profile. */
final class ProfilePermissions {
  private final UPConfig profile;

  private ProfilePermissions(UPConfig profile) {
    this.profile = profile;
  }

  /** Those of the realm of the session. */
  static ProfilePermissions of(KeycloakSession session) {
    return new ProfilePermissions(
        session.getProvider(UserProfileProvider.class).getConfiguration());
  }

  /** Whether users may edit an attribute themselves. */
  boolean mayEdit(String name) {
    UPAttribute managed = profile.getAttribute(name);
    if (managed == null) {
      return profile.getUnmanagedAttributePolicy() == UnmanagedAttributePolicy.ENABLED;
    }
    return managed.getPermissions() == null
        || managed.getPermissions().getEdit().contains(UserProfileConstants.ROLE_USER);
  }
}
