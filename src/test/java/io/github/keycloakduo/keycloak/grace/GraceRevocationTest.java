package io.github.keycloakduo.keycloak.grace;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.keycloak.grace.GraceRevocation.Condition;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.events.Event;
import org.keycloak.events.EventType;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.OperationType;

/** T29 of the threats, as far as events are needed. */
class GraceRevocationTest {
  private static Event event(EventType type, Map<String, String> details) {
    Event event = new Event();
    event.setType(type);
    event.setRealmId("realm");
    event.setUserId("alice");
    event.setDetails(details);
    return event;
  }

  private static AdminEvent adminEvent(OperationType operation, String path) {
    AdminEvent event = new AdminEvent();
    event.setOperationType(operation);
    event.setResourcePath(path);
    event.setRealmId("realm");
    return event;
  }

  /** Every session is Alice's, but for the one that nobody knows. */
  private static Optional<GraceRevocation> of(AdminEvent event) {
    return GraceRevocation.of(
        event, id -> Optional.of("alice").filter(owner -> !id.equals("unknown")));
  }

  private static Optional<GraceRevocation> alice(Condition condition) {
    return Optional.of(new GraceRevocation("realm", Optional.of("alice"), condition));
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "UPDATE_PASSWORD",
        "RESET_PASSWORD",
        "USER_DISABLED_BY_TEMPORARY_LOCKOUT",
        "USER_DISABLED_BY_PERMANENT_LOCKOUT",
        "DELETE_ACCOUNT"
      })
  void endsAtOnce(EventType type) {
    assertThat(GraceRevocation.of(event(type, Map.of()))).isEqualTo(alice(Condition.NONE));
  }

  @Test
  void endsWithANewPasswordButNotWithAnotherCredential() {
    Map<String, String> password = Map.of("credential_type", "password");
    Map<String, String> passkey = Map.of("credential_type", "webauthn");
    assertThat(GraceRevocation.of(event(EventType.UPDATE_CREDENTIAL, password)))
        .isEqualTo(alice(Condition.NONE));
    assertThat(GraceRevocation.of(event(EventType.REMOVE_CREDENTIAL, password)))
        .isEqualTo(alice(Condition.NONE));
    assertThat(GraceRevocation.of(event(EventType.UPDATE_CREDENTIAL, passkey))).isEmpty();
  }

  /** D17: a token that is revoked may take the last session with it. */
  @ParameterizedTest
  @EnumSource(names = {"LOGOUT", "REVOKE_GRANT"})
  void endsWithTheLastSession(EventType type) {
    assertThat(GraceRevocation.of(event(type, Map.of()))).isEqualTo(alice(Condition.LOGGED_OUT));
  }

  @Test
  void endsWhenAnAdministratorEndsASession() {
    assertThat(of(adminEvent(OperationType.DELETE, "sessions/s1")))
        .isEqualTo(alice(Condition.NONE));
    assertThat(of(adminEvent(OperationType.DELETE, "sessions/unknown"))).isEmpty();
    assertThat(of(adminEvent(OperationType.ACTION, "sessions/s1"))).isEmpty();
  }

  @Test
  void endsWithTheLastSessionThatAnAdministratorTakesAClient() {
    assertThat(of(adminEvent(OperationType.DELETE, "users/alice/consents/app")))
        .isEqualTo(alice(Condition.LOGGED_OUT));
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "LOGIN",
        "LOGIN_ERROR",
        "CODE_TO_TOKEN",
        "REFRESH_TOKEN",
        "LOGOUT_ERROR",
        "REVOKE_GRANT_ERROR"
      })
  void doesNotEndByAnythingElse(EventType type) {
    assertThat(GraceRevocation.of(event(type, Map.of()))).isEmpty();
  }

  @Test
  void takesNoNoticeOfEventsWithoutAUser() {
    Event nobody = event(EventType.LOGOUT, Map.of());
    nobody.setUserId(null);
    assertThat(GraceRevocation.of(nobody)).isEmpty();
    assertThat(of(new AdminEvent())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "users/alice/reset-password",
        "users/alice/logout",
        "users/alice/disable-credential-types",
        "users/alice/credentials/1"
      })
  void endsByWhatAdministratorsDo(String path) {
    assertThat(of(adminEvent(OperationType.ACTION, path))).isEqualTo(alice(Condition.NONE));
  }

  @Test
  void endsForAUserWhoIsRemovedOrDisabled() {
    assertThat(of(adminEvent(OperationType.DELETE, "users/alice")))
        .isEqualTo(alice(Condition.NONE));
    assertThat(of(adminEvent(OperationType.UPDATE, "users/alice")))
        .isEqualTo(alice(Condition.USER_DISABLED));
    assertThat(of(adminEvent(OperationType.CREATE, "users/alice"))).isEmpty();
  }

  @Test
  void endsForEverybodyWhenAllAreLoggedOut() {
    assertThat(of(adminEvent(OperationType.ACTION, "logout-all")))
        .contains(new GraceRevocation("realm", Optional.empty(), Condition.NONE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "users/alice/role-mappings/realm",
        "users/alice/groups/1",
        "users/alice/impersonation",
        "users/alice/credentials/1/userLabel",
        "groups/alice",
        "authentication/config/1",
        "users-management-permissions"
      })
  void doesNotEndByOtherWorkOfAdministrators(String path) {
    assertThat(of(adminEvent(OperationType.ACTION, path))).isEmpty();
  }
}
