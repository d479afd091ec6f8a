package io.github.keycloakduo.keycloak.grace;

import io.github.keycloakduo.grace.GraceFingerprint;
import java.util.List;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;

/**
 * The fingerprints of what Keycloak has in its caches: dates of passwords, and the not-before times
 * of its revocation policies. A password that is kept elsewhere, as in LDAP, leaves no mark here.
 */
public final class GraceFingerprints {
  private GraceFingerprints() {}

  /**
   * The fingerprint as of now.
   *
   * @param settings fingerprint of the settings
   */
  public static GraceFingerprint of(
      KeycloakSession session, RealmModel realm, UserModel user, String settings) {
    List<Long> passwords =
        user.credentialManager()
            .getStoredCredentialsByTypeStream(PasswordCredentialModel.TYPE)
            .map(GraceFingerprints::created)
            .toList();
    return GraceFingerprint.of(
        passwords, session.users().getNotBeforeOfUser(realm, user), realm.getNotBefore(), settings);
  }

  private static long created(CredentialModel password) {
    Long date = password.getCreatedDate();
    return date == null ? 0 : date;
  }
}
