package io.github.keycloakduo.keycloak.admin.keycheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.keycloakduo.settings.ConfigResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigsInUseTest {
  private final List<String> warnings = new ArrayList<>();

  @Test
  void aRealmThatCannotBeReadKeepsNoOtherFromBeingRead() {
    FakeServer server = new FakeServer();
    server.brokenRealm("broken");
    server.realm("corp", "duo");

    assertThat(references(server, List.of()))
        .extracting(ConfigReference::realm, ConfigReference::config)
        .containsExactly(tuple("corp", "duo"));
    assertThat(warnings).singleElement().asString().startsWith("realm broken could not be looked");
  }

  @Test
  void aConfigurationThatCannotBeReadKeepsNoOtherFromBeingRead() {
    FakeServer server = new FakeServer();
    server.realm("corp", "duo\nWARN", "other");

    assertThat(references(server, List.of("duo\nWARN")))
        .extracting(ConfigReference::config)
        .containsExactly("other");
    assertThat(warnings)
        .singleElement()
        .asString()
        .startsWith("realm corp, configuration \"duo WARN\" could not be looked at: ");
  }

  private List<ConfigReference> references(FakeServer server, List<String> unreadable) {
    return new ConfigsInUse(
            server.sessions(),
            (session, config) -> {
              if (unreadable.contains(config.getAlias())) {
                throw new IllegalStateException("the vault is closed");
              }
              return new ConfigResult.Invalid(List.of());
            },
            (session, config) -> List.of(),
            warnings::add)
        .find().stream().map(ConfigInUse::reference).toList();
  }
}
