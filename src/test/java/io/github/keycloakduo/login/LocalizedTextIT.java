package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.Endpoint;
import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.realm.Gateway;
import io.github.keycloakduo.testkit.realm.TestRealm;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Texts of administrators that name a message of the realm or of the theme. */
@ExtendWith(KeycloakExtension.class)
class LocalizedTextIT {
  private static final Map<String, String> TEXTS =
      Map.of(
          "auth.prompt", "${myPrompt}",
          "duo.factors", "passcode",
          "question_1.key", "ticket",
          "question_1.prompt", "${myQuestion}",
          "question_2.key", "reason",
          "question_2.prompt", "${unknownKey}",
          "question_3.key", "plain",
          "question_3.prompt", "What's {0} in ${this}?");

  @Test
  void areShownInTheLanguageOfTheUser(TestRealm realm, DuoSimulator duo) {
    duo.user("alice").passcode("123456");
    localize(realm);
    DuoLogin login = DuoLogin.at(realm, duo, TEXTS);

    Page factor =
        DuoLogin.settled(login.password(realm.browser().withHeader("Accept-Language", "de")));
    assertThat(factor.element("label[for=duo-passcode]").text()).isEqualTo("Dein \"Code\" <b>:");
    Page questions = DuoLogin.type(factor, "123456");
    assertThat(questions.element("label[for=duo-answer-1]").text()).isEqualTo("Welches Ticket?");
    assertThat(questions.element("label[for=duo-answer-2]").text()).isEqualTo("unknownKey");
    assertThat(questions.element("label[for=duo-answer-3]").text())
        .isEqualTo("What's {0} in ${this}?");

    Page english =
        DuoLogin.settled(login.password(realm.browser().withHeader("Accept-Language", "en")));
    assertThat(english.element("label[for=duo-passcode]").text()).isEqualTo("Your code:");
  }

  @Test
  void areToldToAGatewayInTheLanguageOfTheUser(TestRealm realm, DuoSimulator duo) {
    duo.user("alice").passcode("123456");
    localize(realm);
    Map<String, String> config = new HashMap<>(DuoSettings.of(duo));
    config.putAll(TEXTS);
    realm.withDirectGrantStep("duo-mfa-direct-grant", config);
    var alice = realm.users().create("alice");
    ObjectNode user = (ObjectNode) realm.admin().get("/users/" + alice.id());
    user.putObject("attributes").putArray("locale").add("de");
    realm.admin().put("/users/" + alice.id(), user);

    Gateway gateway = realm.gateway("gateway");
    JsonNode question = gateway.call(alice, Map.of("otp", "123456", "answer.reason", "1")).duo();
    JsonNode code =
        gateway
            .call(alice, Map.of("answer.ticket", "1", "answer.reason", "1", "answer.plain", "1"))
            .duo();

    assertThat(question.path("prompt").asText()).isEqualTo("Welches Ticket?");
    assertThat(code.path("prompt").asText()).isEqualTo("Dein \"Code\" <b>:");
  }

  /** The phone of a user shows the name that the consent page shows. */
  @Test
  void nameTheClientOnThePhone(TestRealm realm, DuoSimulator duo) {
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH);
    localize(realm);
    ObjectNode client =
        (ObjectNode) realm.admin().get("/clients?clientId=" + realm.app().clientId()).get(0);
    realm
        .admin()
        .put(
            "/clients/" + client.path("id").asText(),
            client.put("name", "${client_account-console}"));
    DuoLogin login = DuoLogin.at(realm, duo, Map.of());

    DuoLogin.press(
        DuoLogin.settled(login.password(realm.browser().withHeader("Accept-Language", "en"))),
        "push");

    assertThat(duo.requests().last(Endpoint.AUTH).params().get("pushinfo"))
        .contains("Client=Account%20Console")
        .doesNotContain("client_account");
  }

  private static void localize(TestRealm realm) {
    realm.change(
        Map.of(
            "internationalizationEnabled",
            true,
            "supportedLocales",
            List.of("de", "en"),
            "defaultLocale",
            "en"));
    realm
        .admin()
        .post(
            "/localization/de",
            Map.of("myPrompt", "Dein \"Code\" <b>:", "myQuestion", "Welches Ticket?"));
    realm.admin().post("/localization/en", Map.of("myPrompt", "Your code:"));
  }
}
