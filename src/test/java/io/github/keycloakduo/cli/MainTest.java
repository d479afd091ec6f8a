package io.github.keycloakduo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  private static Program.Run run(String... arguments) throws Exception {
    Path classes = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return Program.run(
        List.of("-cp", classes.toString(), Main.class.getName()), List.of(arguments));
  }

  /** The class path has nothing of Keycloak's: no Jackson, no logging. */
  @Test
  void needsNothingButTheJdk(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("plugin.ini"), ImportCommandTest.FILE);
    Program.Run run = run("import", "--json", file.toString());
    assertThat(run.exitCode()).isZero();
    assertThat(new ObjectMapper().readTree(run.output()).at("/config/duo.ikey").asText())
        .isEqualTo("DIXXXXXXXXXXXXXXXXXX");
  }

  @Test
  void endsWithTheCodeOfWhatWentWrong(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("plugin.ini"), "[duo\n");
    assertThat(run("import", file.toString()).exitCode()).isEqualTo(1);
    assertThat(run().exitCode()).isEqualTo(2);
  }
}
