package io.github.keycloakduo.keycloak.gateway;

import io.github.keycloakduo.gateway.ParsedUsername;
import io.github.keycloakduo.gateway.UsernameParser;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * A lookup of users by names that may hold a passcode. Such a name is compared here and not in a
 * query: those are written to logs.
 */
final class UsernameLookup {
  /** Users whose names begin like a pair are oddities; nobody has many. */
  private static final int MAX_USERS = 1000;

  private final KeycloakSession session;
  private final RealmModel realm;
  private final UsernameParser reader;
  private final UsernamePrefixCache oddNames;

  UsernameLookup(
      KeycloakSession session,
      RealmModel realm,
      UsernameParser reader,
      UsernamePrefixCache oddNames) {
    this.session = session;
    this.realm = realm;
    this.reader = reader;
    this.oddNames = oddNames;
  }

  /** Whether there is a user of exactly this name. */
  boolean exists(String name) {
    return reader
        .beforeSecret(name)
        .map(prefix -> existsByPrefix(prefix, name))
        .orElseGet(() -> KeycloakModelUtils.findUserByNameOrEmail(session, realm, name) != null);
  }

  private boolean existsByPrefix(String prefix, String name) {
    if (oddNames.areKnownToBeNone(realm.getId(), prefix)) {
      return false;
    }
    boolean[] any = {false};
    boolean found;
    try (Stream<UserModel> users =
        session.users().searchForUserStream(realm, beginning(prefix), 0, MAX_USERS)) {
      found = users.peek(user -> any[0] = true).anyMatch(user -> isNamed(user, name));
    }
    if (!any[0]) {
      oddNames.areNone(realm.getId(), prefix);
    }
    return found;
  }

  /**
   * The general search splits at blanks, and the first word of such a name may be that of many. No
   * e-mail address has a blank before the sign.
   */
  private static Map<String, String> beginning(String prefix) {
    boolean splits = prefix.chars().anyMatch(Character::isWhitespace);
    return Map.of(splits ? UserModel.USERNAME : UserModel.SEARCH, prefix);
  }

  private boolean isNamed(UserModel user, String name) {
    return name.equalsIgnoreCase(user.getUsername())
        || (realm.isLoginWithEmailAllowed() && name.equalsIgnoreCase(user.getEmail()));
  }

  /** The user that a loaded name means; empty when no name of it is one. */
  Optional<String> meant(ParsedUsername.WithParameters loaded) {
    return loaded.names().stream().filter(name -> !name.isBlank()).filter(this::exists).findFirst();
  }
}
