package io.github.keycloakduo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.unboundid.util.json.JSONString;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MainTest {
  private static Program.Run run(String... arguments) throws Exception {
    String classPath =
        Stream.of(Main.class, JSONString.class, CommandLine.class)
            .map(MainTest::home)
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    return Program.run(List.of("-cp", classPath, Main.class.getName()), List.of(arguments));
  }

  private static Path home(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The class path has nothing of Keycloak's, no Jackson and no logging. */
  @Test
  void needsNothingButTheJdkAndTwoLibrariesOfTheJar(@TempDir Path directory) throws Exception {
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
