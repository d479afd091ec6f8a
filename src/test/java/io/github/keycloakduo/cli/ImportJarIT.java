package io.github.keycloakduo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.keycloakduo.testkit.server.ShellBlocks;
import io.github.keycloakduo.testkit.server.TestEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportJarIT {
  @Test
  void importsByTheOneFileThatIsInstalled(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("plugin.ini"), ImportCommandTest.FILE);
    String jar = TestEnvironment.current().jar().toString();
    Program.Run run =
        Program.run(List.of("-jar", jar), List.of("import", "--json", file.toString()));
    assertThat(run.exitCode()).isZero();
    assertThat(new ObjectMapper().readTree(run.output()).at("/config/duo.skey").asText())
        .isEqualTo("${vault.duo_duo_skey}");
  }

  @Test
  void runsAsTheGuideSays(@TempDir Path directory) throws Exception {
    Files.writeString(directory.resolve("plugin.ini"), ImportCommandTest.FILE);
    ShellBlocks blocks = ShellBlocks.of(Path.of("docs", "migrating-from-sps.md"));

    ShellBlocks.Run run =
        blocks.strict().run(directory, Map.of("JAR", TestEnvironment.current().jar().toString()));

    assertThat(run.status()).as(run.said()).isZero();
    assertThat(run.said()).contains("WHAT BECAME OF IT");
    assertThat(new ObjectMapper().readTree(directory.resolve("plugin.json").toFile()).at("/report"))
        .isNotEmpty();
  }

  @Test
  void saysItsVersionAndExplainsItself() throws Exception {
    String jar = TestEnvironment.current().jar().toString();
    Program.Run version = Program.run(List.of("-jar", jar), List.of("--version"));
    assertThat(version.exitCode()).isZero();
    assertThat(version.output()).matches("keycloak-duo-mfa \\d+\\.\\d+\\.\\d+\\R");
    Program.Run help = Program.run(List.of("-jar", jar), List.of("import", "instipod", "--help"));
    assertThat(help.exitCode()).isZero();
    assertThat(help.output()).contains("export.json", "--config", "--alias");
    Program.Run wrong = Program.run(List.of("-jar", jar), List.of("import", "--jsno"));
    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.output()).contains("--jsno").doesNotContain("Exception");
  }
}
