package io.github.keycloakduo.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.realm.FlowStep;
import io.github.keycloakduo.testkit.realm.TestRealm;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Administrators see which configurations there are and where they are used. */
@ExtendWith(KeycloakExtension.class)
class ConfigListIT {
  private final DuoSimulator duo;

  ConfigListIT(DuoSimulator duo) {
    this.duo = duo;
  }

  @Test
  void namesEachConfigurationItsModeAndTheStepsThatUseIt(TestRealm realm) {
    FlowStep browser = realm.withBrowserStep("duo-mfa", DuoSettings.of(duo));
    Map<String, String> universal = new HashMap<>(DuoSettings.of(duo));
    universal.put("duo.mode", "universal");
    FlowStep other = realm.withFlow("second", "duo-mfa", universal);

    List<JsonNode> all = list(realm);

    assertThat(all)
        .extracting(config -> config.path("alias").asText())
        .containsExactlyInAnyOrder(browser.configAlias(), other.configAlias());
    JsonNode first = of(all, browser);
    assertThat(first.properties().stream().map(Map.Entry::getKey))
        .containsExactly("alias", "id", "mode", "usedBy");
    assertThat(first.path("id").asText()).isEqualTo(browser.configId());
    assertThat(first.path("mode").asText()).isEqualTo("form");
    assertThat(first.path("usedBy")).hasSize(1);
    // The top-level flow, not the sub-flow that the step is in.
    assertThat(first.path("usedBy").get(0).path("flow").asText())
        .isEqualTo(realm.admin().get("").path("browserFlow").asText());
    assertThat(first.path("usedBy").get(0).path("step").asText()).isEqualTo("duo-mfa");
    assertThat(of(all, other).path("mode").asText()).isEqualTo("universal");
    assertThat(all.toString()).doesNotContain(duo.skey());
  }

  @Test
  void isEmptyInARealmWithoutSuchAStep(TestRealm realm) {
    assertThat(list(realm)).isEmpty();
  }

  private static List<JsonNode> list(TestRealm realm) {
    return StreamSupport.stream(realm.admin().get("/duo-mfa/configs").spliterator(), false)
        .toList();
  }

  private static JsonNode of(List<JsonNode> all, FlowStep step) {
    return all.stream()
        .filter(config -> config.path("alias").asText().equals(step.configAlias()))
        .findFirst()
        .orElseThrow();
  }
}
