package io.github.keycloakduo.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.testkit.server.NeedsPrograms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The scripts of docs/recipes, run against the demo as their readers would. */
@TestInstance(Lifecycle.PER_CLASS)
@NeedsPrograms({"sh", "curl", "jq"})
class GatewayRecipesIT {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Path RECIPES = Path.of("docs", "recipes");

  private final Path work;
  private final Demo demo;

  GatewayRecipesIT(@TempDir Path work) {
    this.work = work;
    DemoFiles files = DemoFiles.of(Path.of(""));
    demo = Demo.start(new DemoFiles(files.realm(), files.people(), work), new Ports(port -> false));
  }

  @AfterAll
  void stop() {
    demo.close();
  }

  private record Run(int status, String out, String err) {}

  @Test
  void theGatewayAsksForTheMissingPasscode() {
    Run run = gateway("frank-pw\n" + passcode("frank") + "\n", "frank");

    assertThat(run.status()).as(run.toString()).isZero();
    assertThat(run.err()).contains("Password of frank:", "Type one-time password:");
    assertThat(run.out().split("\\.")).hasSize(3);
  }

  @Test
  void theGatewayTakesThePasscodeFromTheUserName() {
    Run run = gateway("alice-pw\n", "otp=" + passcode("alice") + "@alice", "198.51.100.7");

    assertThat(run.status()).as(run.toString()).isZero();
    assertThat(run.out().split("\\.")).hasSize(3);
  }

  @Test
  void theGatewaySaysWhyItRefuses() {
    Run wrong = gateway("wrong\n", "frank");
    assertThat(wrong.status()).isEqualTo(1);
    assertThat(wrong.err()).contains("Invalid user credentials");
    Run unknown = gateway("dave-pw\n", "dave");
    assertThat(unknown.err()).contains("no second factor yet");
  }

  @Test
  void sshLetsInWithAPush() throws Exception {
    Process process = pam("alice", "alice-pw");
    demo.duo().pushes().awaitPending("alice", SOON);
    demo.duo().pushes().approve("alice");

    assertThat(finished(process).status()).isZero();
  }

  @Test
  void sshLetsInWithAPasscodeBehindThePassword() throws Exception {
    assertThat(finished(pam("frank", "frank-pw," + passcode("frank"))).status()).isZero();
  }

  @Test
  void sshStaysClosedWithoutOne() throws Exception {
    Run run = finished(pam("frank", "frank-pw"));

    assertThat(run.status()).isEqualTo(7);
    assertThat(run.out()).contains("one-time password");
    assertThat(finished(pam("frank", "wrong," + passcode("frank"))).status()).isEqualTo(7);
  }

  private String passcode(String user) {
    return demo.duo().user(user).unusedPasscodes().get(0);
  }

  private Run gateway(String typed, String... arguments) {
    try {
      ProcessBuilder builder = new ProcessBuilder("sh", RECIPES.resolve("gateway.sh").toString());
      builder.command().addAll(List.of(arguments));
      builder.environment().putAll(access());
      return finished(started(builder, typed));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Process pam(String user, String password) throws IOException {
    Path access = work.resolve("pam-duo.conf");
    StringBuilder text = new StringBuilder();
    access().forEach((name, value) -> text.append(name).append("='").append(value).append("'\n"));
    Files.writeString(access, text);
    ProcessBuilder builder = new ProcessBuilder("sh", RECIPES.resolve("pam-duo.sh").toString());
    builder
        .environment()
        .putAll(
            Map.of(
                "PAM_USER", user, "PAM_RHOST", "198.51.100.9", "PAM_DUO_CONF", access.toString()));
    return started(builder, password + "\0");
  }

  private Map<String, String> access() {
    return Map.of(
        "KEYCLOAK", demo.url() + "/realms/duo",
        "CLIENT_ID", "gateway",
        "CLIENT_SECRET", "gateway-secret");
  }

  private static Process started(ProcessBuilder builder, String input) throws IOException {
    Process process = builder.start();
    process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    return process;
  }

  private static Run finished(Process process) throws IOException, InterruptedException {
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), out.strip(), err);
  }
}
