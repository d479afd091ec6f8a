package io.github.keycloakduo.recipes;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The scripts of docs/recipes, run as their readers would.
 *
 * @param realm where the realm is
 * @param clientSecret of the client {@code gateway}
 * @param work where the scripts may write
 * @param options more lines of pam-duo.conf, or more of the environment of gateway.sh
 * @param environment more of the environment of both
 */
public record RecipeScripts(
    URI realm,
    String clientSecret,
    Path work,
    Map<String, String> options,
    Map<String, String> environment) {
  static final Path FOLDER = Path.of("docs", "recipes");

  /** A script that has ended. */
  public record Run(int status, String out, String err) {}

  /** The scripts of a realm as they are. */
  public static RecipeScripts of(URI realm, String clientSecret, Path work) {
    return new RecipeScripts(realm, clientSecret, work, Map.of(), Map.of());
  }

  RecipeScripts with(Map<String, String> more) {
    return new RecipeScripts(realm, clientSecret, work, more, environment);
  }

  RecipeScripts in(Map<String, String> more) {
    return new RecipeScripts(realm, clientSecret, work, options, more);
  }

  /** Runs the gateway to its end. */
  public Run gateway(String typed, String... arguments) {
    try {
      return finished(startGateway(typed, arguments));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  Process startGateway(String typed, String... arguments) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("sh", FOLDER.resolve("gateway.sh").toString());
    builder.command().addAll(List.of(arguments));
    builder.environment().putAll(access());
    return started(builder, typed);
  }

  /** Starts a login by SSH from an address. */
  public Process pam(String user, String password) throws IOException {
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
    ProcessBuilder builder = new ProcessBuilder("sh", FOLDER.resolve("pam-duo.sh").toString());
    builder
        .environment()
        .putAll(Map.of("PAM_USER", user, "PAM_RHOST", from, "PAM_DUO_CONF", access.toString()));
    return started(builder, password + "\0");
  }

  private Map<String, String> access() {
    Map<String, String> access = new HashMap<>(options);
    access.put("KEYCLOAK", realm.toString());
    access.put("CLIENT_ID", "gateway");
    access.put("CLIENT_SECRET", clientSecret);
    return access;
  }

  private Process started(ProcessBuilder builder, String input) throws IOException {
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    return process;
  }

  /** What became of a script. */
  public static Run finished(Process process) throws IOException, InterruptedException {
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), out.strip(), err);
  }
}
