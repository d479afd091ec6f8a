package io.github.keycloakduo.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulatorMainTest {
  @Test
  void prefersArgumentsToTheEnvironment() {
    SimulatorOptions options =
        SimulatorOptions.from(
            List.of("--port=1", "--hosts=duo,api.example"),
            Map.of("SIMULATOR_PORT", "2", "SIMULATOR_BIND", "0.0.0.0", "SIMULATOR_IKEY", ""));
    assertThat(options.port()).isEqualTo(1);
    assertThat(options.bindAddress()).isEqualTo("0.0.0.0");
    assertThat(options.hostNames()).containsExactly("duo", "api.example");
    assertThat(options.ikey()).hasSize(20).startsWith("DI");
    assertThat(options.skey()).hasSize(40);
    assertThat(options.caDirectory()).isEmpty();
  }

  @Test
  void refusesOptionsItDoesNotKnow() {
    assertThatThrownBy(() -> SimulatorOptions.from(List.of("--prot=1"), Map.of()))
        .hasMessageContaining("--prot=1");
    assertThatThrownBy(() -> SimulatorOptions.from(List.of("port=1"), Map.of()))
        .hasMessageContaining("port=1");
  }

  @Test
  void takesValuesBehindABlank() {
    assertThat(SimulatorOptions.from(List.of("--port", "8444"), Map.of()).port()).isEqualTo(8444);
  }

  @ParameterizedTest
  @CsvSource({"--help, 0", "--version, 0", "--prot=1, 2", "--port=x, 2", "--port=70000, 2"})
  void endsWithAWordAndNoStackTrace(String argument, int code) {
    PrintStream output = System.out;
    PrintStream errors = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream both = new PrintStream(said, true, StandardCharsets.UTF_8);
    System.setOut(both);
    System.setErr(both);
    try {
      assertThat(SimulatorMain.run(new String[] {argument}, Map.of())).isEqualTo(code);
    } finally {
      System.setOut(output);
      System.setErr(errors);
    }
    assertThat(said.toString(StandardCharsets.UTF_8))
        .containsIgnoringCase(argument.startsWith("--v") ? "duo" : "--port")
        .doesNotContain("\tat ", "${");
  }

  @Test
  void saysThatAPortIsTaken() throws Exception {
    try (DuoSimulator duo = start()) {
      String taken = duo.host().replaceFirst(".*:", "--port=");
      assertThat(SimulatorMain.run(new String[] {taken}, Map.of())).isEqualTo(1);
    }
  }

  /** The page for people names every option, and no other. */
  @Test
  void everyOptionIsOnThePage() throws Exception {
    String page = Files.readString(Path.of("docs", "simulator.md"));
    List<String> shown =
        Pattern.compile("`(--[a-z-]+)`")
            .matcher(page)
            .results()
            .map(found -> found.group(1))
            .distinct()
            .toList();
    List<String> options =
        SimulatorOptions.command(Map.of()).getCommandSpec().options().stream()
            .map(option -> option.longestName())
            .filter(name -> !name.equals("--version"))
            .toList();
    assertThat(shown).containsExactlyInAnyOrderElementsOf(options);
  }

  @Test
  void writesTheCaForClients(@TempDir Path directory) throws Exception {
    Path shared = directory.resolve("shared");
    try (DuoSimulator duo = start("--ca-dir=" + shared)) {
      assertThat(Files.readString(shared.resolve("ca.pem"))).isEqualTo(duo.caPem());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "alice, auth, 1",
    "bob, auth, 2",
    "carol, allow, 0",
    "dave, enroll, 0",
    "erin, deny, 0",
    "frank, auth, 1",
    "verified, auth, 1",
    "heidi, auth, 1",
    "ivan, auth, 1",
  })
  void servesTheDemoUsers(String user, String result, int devices) throws Exception {
    try (DuoSimulator duo = start()) {
      Reply reply = new TestClient(duo).preauth(user).send();
      assertThat(reply.result()).isEqualTo(result);
      assertThat(reply.json().at("/response/devices")).hasSize(devices);
    }
  }

  private static DuoSimulator start(String... more) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("--port=0"));
    arguments.addAll(List.of(more));
    return SimulatorMain.start(SimulatorOptions.from(arguments, Map.of()));
  }
}
