package io.github.keycloakduo.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The scripts of docs/recipes, run as their readers would.
 *
 * @param realm where the realm is
 */
record RecipeScripts(URI realm, Path work) {
  private static final Path RECIPES = Path.of("docs", "recipes");

  record Run(int status, String out, String err) {}

  Run gateway(String typed, String... arguments) {
    try {
      ProcessBuilder builder = new ProcessBuilder("sh", RECIPES.resolve("gateway.sh").toString());
      builder.command().addAll(List.of(arguments));
      builder.environment().putAll(access());
      return finished(started(builder, typed));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  Process pam(String user, String password) throws IOException {
    return pam(user, password, "198.51.100.9");
  }

  /**
   * The same for a caller from elsewhere.
   *
   * @param from as sshd says it; empty where the caller is at the machine itself
   */
  Process pam(String user, String password, String from) throws IOException {
    Path access = work.resolve("pam-duo.conf");
    StringBuilder text = new StringBuilder();
    access().forEach((name, value) -> text.append(name).append("='").append(value).append("'\n"));
    Files.writeString(access, text);
    ProcessBuilder builder = new ProcessBuilder("sh", RECIPES.resolve("pam-duo.sh").toString());
    builder
        .environment()
        .putAll(Map.of("PAM_USER", user, "PAM_RHOST", from, "PAM_DUO_CONF", access.toString()));
    return started(builder, password + "\0");
  }

  private Map<String, String> access() {
    return Map.of(
        "KEYCLOAK", realm.toString(),
        "CLIENT_ID", "gateway",
        "CLIENT_SECRET", "gateway-secret");
  }

  private static Process started(ProcessBuilder builder, String input) throws IOException {
    Process process = builder.start();
    process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    return process;
  }

  static Run finished(Process process) throws IOException, InterruptedException {
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), out.strip(), err);
  }
}
