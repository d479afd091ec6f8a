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
 * What an event of Keycloak means for graces.
 *
 * @param userId whose; everybody's in the realm if empty
 */
record GraceRevocation(String realmId, Optional<String> userId, When when) {
  /** The condition under which they end. */
  enum When {
    AT_ONCE,
    /** Locked out by an administrator; that leaves no trace when it is undone. */
    IF_DISABLED,
    /** That was the last session. */
    IF_LOGGED_OUT
  }

  private static final Set<EventType> AT_ONCE =
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
    Optional<When> when = when(event);
    return event.getRealmId() == null || event.getUserId() == null
        ? Optional.empty()
        : when.map(w -> new GraceRevocation(event.getRealmId(), Optional.of(event.getUserId()), w));
  }

  private static Optional<When> when(Event event) {
    EventType type = event.getType();
    if (type == EventType.LOGOUT) {
      return Optional.of(When.IF_LOGGED_OUT);
    }
    boolean ends = AT_ONCE.contains(type) || (CREDENTIALS.contains(type) && isPassword(event));
    return ends ? Optional.of(When.AT_ONCE) : Optional.empty();
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
      return Optional.of(new GraceRevocation(event.getRealmId(), Optional.empty(), When.AT_ONCE));
    }
    Matcher user = USER.matcher(path);
    return user.matches() && event.getOperationType() != OperationType.CREATE
        ? Optional.of(
            new GraceRevocation(
                event.getRealmId(), Optional.of(user.group(1)), when(event, user.group(2))))
        : Optional.empty();
  }

  private static When when(AdminEvent event, @Nullable String action) {
    return action == null && event.getOperationType() == OperationType.UPDATE
        ? When.IF_DISABLED
        : When.AT_ONCE;
  }
}
