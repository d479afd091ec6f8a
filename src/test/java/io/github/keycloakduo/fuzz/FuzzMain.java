package io.github.keycloakduo.fuzz;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The program that lets Jazzer look for inputs that break a property; three times as many targets
 * at a time as there are processors.
 */
final class FuzzMain {
  private static final int AT_A_TIME = 3 * Runtime.getRuntime().availableProcessors();

  /** Beside our own classes; Jazzer reads all it is given at its start, which would take longer. */
  private static final Pattern LIBRARIES =
      Pattern.compile(
          ".*/(jazzer|jackson|jspecify|unboundid|java-jwt|duo-universal|okhttp|okio|kotlin|slf4j-api).*\\.jar");

  /** Sanitizers look at calls from here. */
  private static final String HOOKED =
      "io.github.keycloakduo.**:com.auth0.**:com.duosecurity.**:com.fasterxml.jackson.**:com.unboundid.**";

  /** The second tier of the compiler takes more than it gives in so many seconds. */
  private static final int SHORT = 60;

  private static final Pattern RUNS = Pattern.compile("number_of_executed_units: *(\\d+)");
  private static final Pattern COVERAGE = Pattern.compile("ft: (\\d+)");

  private final Path work;
  private final String seconds;

  /** What came of a target. */
  private record Run(FuzzTarget target, int status, String executions, String features) {
    @Override
    public String toString() {
      return String.format(
          "| `%s` | %s | %s | %s |",
          target.name(), executions, features, status == 0 ? "none" : "see the log");
    }
  }

  private FuzzMain(Path work, String seconds) {
    this.work = work;
    this.seconds = seconds;
  }

  /**
   * Runs all targets.
   *
   * @param arguments where to work; seconds for each target; perhaps the name of the only target
   */
  public static void main(String... arguments) throws InterruptedException, ExecutionException {
    FuzzMain fuzz = new FuzzMain(Path.of(arguments[0]), arguments[1]);
    List<FuzzTarget> targets =
        FuzzTarget.all().stream()
            .filter(
                target ->
                    arguments.length < 3
                        || arguments[2].isEmpty()
                        || target.name().equals(arguments[2]))
            .toList();
    ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
    List<Future<Run>> runs = new ArrayList<>();
    targets.forEach(target -> runs.add(threads.submit(() -> fuzz.run(target))));
    System.out.println("| Target | Executions | Features reached | Findings |\n|---|---|---|---|");
    boolean good = !targets.isEmpty();
    for (Future<Run> run : runs) {
      System.out.println(run.get());
      good &= run.get().status == 0;
    }
    threads.shutdown();
    System.exit(good ? 0 : 1);
  }

  private Run run(FuzzTarget target) {
    Path folder = work.resolve(target.name());
    Path log = work.resolve(target.name() + ".log");
    try {
      Files.createDirectories(folder.resolve("corpus"));
      int status = jazzer(target, folder).redirectOutput(log.toFile()).start().waitFor();
      String said = Files.readString(log);
      return new Run(target, status, last(RUNS, said), last(COVERAGE, said));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private ProcessBuilder jazzer(FuzzTarget target, Path folder) {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx1g",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=" + (Integer.parseInt(seconds) > SHORT ? 4 : 1),
            "-cp",
            classPath(),
            "com.code_intelligence.jazzer.Jazzer",
            "--target_class=" + target.className(),
            "--instrumentation_includes=io.github.keycloakduo.**",
            "--custom_hook_includes=" + HOOKED,
            "--reproducer_path=" + folder,
            "-artifact_prefix=" + folder + "/",
            "-max_total_time=" + seconds,
            // An input that takes longer than this is a finding, too: all of them are short.
            "-timeout=60",
            "-max_len=8192",
            "-print_final_stats=1",
            folder.resolve("corpus").toString(),
            target.corpus().toString())
        .redirectErrorStream(true);
  }

  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.endsWith(".jar") || LIBRARIES.matcher(entry).matches())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String last(Pattern number, String log) {
    String found = "?";
    for (Matcher matcher = number.matcher(log); matcher.find(); ) {
      found = matcher.group(1);
    }
    return found;
  }
}
