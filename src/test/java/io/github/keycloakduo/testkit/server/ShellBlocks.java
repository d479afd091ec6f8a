package io.github.keycloakduo.testkit.server;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The blocks of shell commands of a page of the documentation, in their order. */
public record ShellBlocks(List<String> texts) {
  private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

  /** What came of the commands. */
  public record Run(int status, String said) {}

  /** The blocks of a whole page. */
  public static ShellBlocks of(Path page) throws IOException {
    return in(Files.readString(page));
  }

  /** The blocks of one chapter, which ends at the next one of its level. */
  public static ShellBlocks of(Path page, String heading) throws IOException {
    String text = Files.readString(page);
    int start = text.indexOf("\n## " + heading + "\n");
    if (start < 0) {
      throw new IllegalArgumentException("no chapter \"" + heading + "\" in " + page);
    }
    int end = text.indexOf("\n## ", start + 1);
    return in(text.substring(start, end < 0 ? text.length() : end));
  }

  private static ShellBlocks in(String text) {
    return new ShellBlocks(
        BLOCK.matcher(text).results().map(found -> found.group(1).stripIndent()).toList());
  }

  /** The same without the first blocks. */
  public ShellBlocks from(int first) {
    return new ShellBlocks(texts.subList(first, texts.size()));
  }

  /** These blocks alone. */
  public ShellBlocks only(int... numbers) {
    return new ShellBlocks(Arrays.stream(numbers).mapToObj(texts::get).toList());
  }

  /** The same, ending at the first command that fails. */
  public ShellBlocks strict() {
    return new ShellBlocks(Stream.concat(Stream.of("set -eu"), texts.stream()).toList());
  }

  /**
   * Runs the commands as one script. Keycloak's own programs are on the path, and keep what they
   * remember in the working directory.
   *
   * @param work where the commands are run
   * @param variables what the commands find in their environment
   */
  public Run run(Path work, Map<String, String> variables)
      throws IOException, InterruptedException {
    return run(work, variables, "");
  }

  /**
   * The same for commands that read.
   *
   * @param input what is typed
   */
  public Run run(Path work, Map<String, String> variables, String input)
      throws IOException, InterruptedException {
    Path script = Files.writeString(work.resolve("commands.sh"), String.join("\n", texts));
    Path output = work.resolve("commands.out");
    ProcessBuilder shell = new ProcessBuilder("sh", "-x", script.toString());
    shell.directory(work.toFile()).redirectErrorStream(true).redirectOutput(output.toFile());
    // Without a standard input that ends, a program that asks would wait for ever.
    shell.redirectInput(Files.writeString(work.resolve("commands.in"), input).toFile());
    Path bin = TestEnvironment.current().dist().resolve("bin");
    Map<String, String> environment = shell.environment();
    environment.put("PATH", bin + File.pathSeparator + System.getenv("PATH"));
    environment.put("HOME", work.toString());
    // The JVM does not take its home from HOME. The second tier of the compiler would double the
    // processor time of a program this short.
    environment.put("KC_OPTS", "-Duser.home=" + work + " -XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    environment.putAll(variables);
    int status = shell.start().waitFor();
    return new Run(status, Files.readString(output));
  }
}
