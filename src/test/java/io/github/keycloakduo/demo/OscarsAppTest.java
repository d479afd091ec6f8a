package io.github.keycloakduo.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.testkit.server.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OscarsAppTest {
  private final OscarsApp app = new OscarsApp();
  private final List<String> terminal = new ArrayList<>();

  @Test
  void hasTheSecretOfTheSampleRealm() throws Exception {
    String realm = Files.readString(DemoFiles.of(Path.of("")).realm());

    assertThat(Json.read(realm).path("users"))
        .filteredOn(user -> user.path("username").asText().equals("oscar"))
        .singleElement()
        .satisfies(
            oscar ->
                assertThat(oscar.at("/credentials/1/secretData").asText())
                    .contains(OscarsApp.SECRET));
    assertThat(OscarsApp.typedSecret()).matches("[A-Z2-7]{32}");
  }

  @Test
  void tellsACodeOnceAndOnlyWhileDuoIsSwitchedOff() {
    app.tell(() -> false, terminal::add);
    assertThat(terminal).isEmpty();

    app.tell(() -> true, terminal::add);
    app.tell(() -> true, terminal::add);
    // A new half of a minute may have begun meanwhile.
    assertThat(terminal).hasSizeBetween(1, 2).allMatch(line -> line.matches(".* [0-9]{6}"));
  }
}
