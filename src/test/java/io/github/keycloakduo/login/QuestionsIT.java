package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.Endpoint;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.realm.TestRealm;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Extra questions, in a real Keycloak. */
@ExtendWith(KeycloakExtension.class)
class QuestionsIT {
  private static final Map<String, String> QUESTIONS =
      Map.of(
          "question_1.key", "ticket",
          "question_1.prompt", "Ticket number?",
          "question_2.key", "reason",
          "question_2.prompt", "Why?",
          "question_2.disable_echo", "yes");

  @Test
  void areAskedAfterTheFactorAndEndInTheSession(TestRealm realm, DuoSimulator duo) {
    duo.user("alice").passcode("123456");
    DuoLogin login = DuoLogin.at(realm, duo, QUESTIONS);
    mapNote(realm, "questions.ticket");

    Page questions = DuoLogin.type(login.password(), "123456");
    assertThat(questions.text()).contains("Ticket number?", "Why?");
    assertThat(questions.element("[name='answer.reason']").attr("type")).isEqualTo("password");
    Page again = questions.form("#kc-duo-questions-form").with("answer.ticket", "4711").submit();
    assertThat(again.element("[name='answer.ticket']").val()).isEqualTo("4711");
    assertThat(again.has("[name='answer.reason'][aria-invalid=true]")).isTrue();
    Page end =
        again
            .form("#kc-duo-questions-form")
            .with("answer.ticket", " 4711 ")
            .with("answer.reason", "maintenance")
            .submit();

    assertThat(end.arrived()).as(end.toString()).isTrue();
    JsonNode claims = realm.app().exchange(end.code()).accessClaims();
    assertThat(claims.path("ticket").asText()).isEqualTo("4711");
    assertThat(duo.requests().count(Endpoint.AUTH)).isEqualTo(1);
    assertThat(realm.events().user("LOGIN").get(0).details().toString())
        .doesNotContain("4711", "maintenance");
  }

  @Test
  void areAskedOfExemptUsersToo(TestRealm realm, DuoSimulator duo) {
    Map<String, String> config = new HashMap<>(QUESTIONS);
    config.put("whitelist.user_list.allow", "all_users");
    DuoLogin login = DuoLogin.at(realm, duo, config);

    Page questions = login.password();
    assertThat(questions.has("#kc-duo-questions-form")).isTrue();
    Page end =
        questions
            .form("#kc-duo-questions-form")
            .with("answer.ticket", "1")
            .with("answer.reason", "x".repeat(257))
            .submit();
    assertThat(end.arrived()).isFalse();
    assertThat(end.text()).contains("256");
    assertThat(end.reload().has("#kc-duo-questions-form")).isTrue();
  }

  private static void mapNote(TestRealm realm, String note) {
    JsonNode client = realm.admin().get("/clients?clientId=" + realm.app().clientId()).get(0);
    realm
        .admin()
        .create(
            "/clients/" + client.path("id").asText() + "/protocol-mappers/models",
            Map.of(
                "name",
                note,
                "protocol",
                "openid-connect",
                "protocolMapper",
                "oidc-usersessionmodel-note-mapper",
                "config",
                Map.of(
                    "user.session.note", note,
                    "claim.name", "ticket",
                    "jsonType.label", "String",
                    "access.token.claim", "true")));
  }
}
