package io.github.keycloakduo.keycloak.admin;

import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/** A lookup of users of a realm, as a login does it. */
final class RealmUsers {
  private final KeycloakSession session;
  private final RealmModel realm;

  RealmUsers(AdminContext context) {
    this.session = context.session();
    this.realm = context.realm();
  }

  UserModel require(String username) {
    return Optional.ofNullable(KeycloakModelUtils.findUserByNameOrEmail(session, realm, username))
        .orElseThrow(
            () -> AdminErrors.notFound("user_not_found", "the realm has no user of that name"));
  }

  /** The name of a user, or the id of one who is gone. */
  String name(String userId) {
    UserModel user = session.users().getUserById(realm, userId);
    return user == null ? userId : user.getUsername();
  }
}
