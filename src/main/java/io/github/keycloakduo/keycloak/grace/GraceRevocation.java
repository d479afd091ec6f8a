package io.github.keycloakduo.keycloak.grace;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.Details;
import org.keycloak.events.Event;
import org.keycloak.events.EventType;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.credential.PasswordCredentialModel;

/**
 * The end of graces that an event of Keycloak demands. The types of user events are those of {@link
 * EventType}; admin events are told apart by their resource path, which is that of the Admin REST
 * API below the realm.
 *
 * @param userId whose graces end; all in the realm if empty
 */
record GraceRevocation(String realmId, Optional<String> userId, Condition condition) {
  /** The condition under which they end. */
  enum Condition {
    NONE,
    /** The user is disabled; that leaves no trace when it is undone. */
    USER_DISABLED,
    /** The user has no session left. */
    LOGGED_OUT
  }

  private static final Set<EventType> UNCONDITIONAL =
      Set.of(
          EventType.UPDATE_PASSWORD,
          EventType.RESET_PASSWORD,
          EventType.USER_DISABLED_BY_TEMPORARY_LOCKOUT,
          EventType.USER_DISABLED_BY_PERMANENT_LOCKOUT,
          EventType.DELETE_ACCOUNT);
  private static final Set<EventType> CREDENTIALS =
      Set.of(EventType.UPDATE_CREDENTIAL, EventType.REMOVE_CREDENTIAL);

  /** A user, and what was done to him. */
  private static final Pattern USER =
      Pattern.compile(
          "users/([^/]+)(/reset-password|/logout|/disable-credential-types|/credentials/[^/]+)?");

  static Optional<GraceRevocation> of(Event event) {
    Optional<Condition> condition = condition(event);
    return event.getRealmId() == null || event.getUserId() == null
        ? Optional.empty()
        : condition.map(
            when -> new GraceRevocation(event.getRealmId(), Optional.of(event.getUserId()), when));
  }

  private static Optional<Condition> condition(Event event) {
    EventType type = event.getType();
    if (type == EventType.LOGOUT) {
      return Optional.of(Condition.LOGGED_OUT);
    }
    boolean ends =
        UNCONDITIONAL.contains(type) || (CREDENTIALS.contains(type) && isPassword(event));
    return ends ? Optional.of(Condition.NONE) : Optional.empty();
  }

  private static boolean isPassword(Event event) {
    return event.getDetails() != null
        && PasswordCredentialModel.TYPE.equals(event.getDetails().get(Details.CREDENTIAL_TYPE));
  }

  static Optional<GraceRevocation> of(AdminEvent event) {
    String path = event.getResourcePath();
    if (event.getRealmId() == null || path == null) {
      return Optional.empty();
    }
    if (path.equals("logout-all")) {
      return Optional.of(new GraceRevocation(event.getRealmId(), Optional.empty(), Condition.NONE));
    }
    Matcher user = USER.matcher(path);
    return user.matches() && event.getOperationType() != OperationType.CREATE
        ? Optional.of(
            new GraceRevocation(
                event.getRealmId(), Optional.of(user.group(1)), condition(event, user.group(2))))
        : Optional.empty();
  }

  private static Condition condition(AdminEvent event, @Nullable String action) {
    return action == null && event.getOperationType() == OperationType.UPDATE
        ? Condition.USER_DISABLED
        : Condition.NONE;
  }
}
