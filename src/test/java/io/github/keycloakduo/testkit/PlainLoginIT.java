package io.github.keycloakduo.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.TestUser;
import io.github.keycloakduo.testkit.realm.TokenResponse;
import io.github.keycloakduo.testkit.realm.UserEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(KeycloakExtension.class)
class PlainLoginIT {

  @Test
  void givesTokensForTheRightPassword(TestRealm realm) {
    TestUser alice = realm.users().create("alice");

    Page page = realm.logIn(alice);
    TokenResponse tokens = realm.app().exchange(page.code());

    assertThat(tokens.accessClaims().path("preferred_username").asText()).isEqualTo("alice");
    assertThat(realm.events().user("LOGIN"))
        .extracting(UserEvent::userId)
        .containsExactly(alice.id());
  }

  @Test
  void staysOnThePageForAWrongPassword(TestRealm realm) {
    TestUser alice = realm.users().create("alice");

    Page page = realm.logIn(new TestUser(alice.id(), alice.username(), "wrong"));

    assertThat(page.arrived()).isFalse();
    assertThat(page.has("#kc-form-login")).isTrue();
    assertThat(realm.events().user("LOGIN_ERROR"))
        .extracting(UserEvent::error)
        .containsExactly("invalid_user_credentials");
  }
}
