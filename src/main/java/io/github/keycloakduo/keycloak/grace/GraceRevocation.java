package io.github.keycloakduo.keycloak.grace;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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

  /** A client that a user has no sessions with any more. */
  private static final Pattern CONSENT = Pattern.compile("users/([^/]+)/consents/[^/]+");

  private static final Pattern SESSION = Pattern.compile("sessions/([^/]+)");

  /** Each of them may be the end of the user's last session. */
  private static final Set<EventType> LOGOUTS = Set.of(EventType.LOGOUT, EventType.REVOKE_GRANT);

  static Optional<GraceRevocation> of(Event event) {
    Optional<Condition> condition = condition(event);
    return event.getRealmId() == null || event.getUserId() == null
        ? Optional.empty()
        : condition.map(
            when -> new GraceRevocation(event.getRealmId(), Optional.of(event.getUserId()), when));
  }

  private static Optional<Condition> condition(Event event) {
    EventType type = event.getType();
    if (LOGOUTS.contains(type)) {
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

  /**
   * What an administrator's work ends.
   *
   * @param sessionOwner the id of the user whose session has this id, as far as it can be told
   */
  static Optional<GraceRevocation> of(
      AdminEvent event, Function<String, Optional<String>> sessionOwner) {
    String realm = event.getRealmId();
    String path = event.getResourcePath();
    OperationType operation = event.getOperationType();
    if (realm == null || path == null || operation == OperationType.CREATE) {
      return Optional.empty();
    }
    if (path.equals("logout-all")) {
      return Optional.of(new GraceRevocation(realm, Optional.empty(), Condition.NONE));
    }
    Matcher user = USER.matcher(path);
    if (user.matches()) {
      return ofUser(realm, user.group(1), condition(operation, user.group(2)));
    }
    if (operation != OperationType.DELETE) {
      return Optional.empty();
    }
    Matcher consent = CONSENT.matcher(path);
    if (consent.matches()) {
      return ofUser(realm, consent.group(1), Condition.LOGGED_OUT);
    }
    Matcher session = SESSION.matcher(path);
    return session.matches()
        ? sessionOwner
            .apply(session.group(1))
            .flatMap(owner -> ofUser(realm, owner, Condition.NONE))
        : Optional.empty();
  }

  private static Optional<GraceRevocation> ofUser(
      String realmId, String userId, Condition condition) {
    return Optional.of(new GraceRevocation(realmId, Optional.of(userId), condition));
  }

  private static Condition condition(OperationType operation, @Nullable String action) {
    return action == null && operation == OperationType.UPDATE
        ? Condition.USER_DISABLED
        : Condition.NONE;
  }
}
