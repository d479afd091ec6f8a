package io.github.keycloakduo.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The program that holds the report of PIT against what each part of the product must reach. */
final class MutationScore {
  /** What PIT writes of a mutant that some test has noticed. */
  private static final List<String> NOTICED =
      List.of("KILLED", "TIMED_OUT", "MEMORY_ERROR", "RUN_ERROR");

  private static final String BASE = "io\\.github\\.keycloakduo\\.";

  /** Parts of the product, and the percentage of mutants that tests must notice in each. */
  private static final List<Part> PARTS =
      List.of(
          new Part("Faults to outcomes", "(policy\\.FailurePolicy|duo\\.FaultClassifier).*", 100),
          new Part("Policy", "policy\\..*", 85),
          new Part("Grace", "grace\\..*", 85),
          new Part("Duo's answers", "duo\\..*", 85),
          new Part("User names and parameters of gateways", "gateway\\..*", 85),
          new Part("Files of SPS", "sps\\..*", 85),
          new Part("Configurations", "settings\\..*", 85),
          new Part("Client addresses", "mfa\\..*", 85));

  private MutationScore() {}

  private record Part(String name, String classes, int least) {
    boolean has(Mutant mutant) {
      return Pattern.matches(BASE + classes, mutant.type());
    }
  }

  private record Mutant(String type, boolean noticed) {
    /** File, class, mutator, method, line, status, test. */
    static Mutant of(String line) {
      List<String> fields = List.of(line.split(",", -1));
      return new Mutant(fields.get(1), NOTICED.contains(fields.get(5)));
    }
  }

  /** Prints the table; fails where a part does not reach what it must. */
  public static void main(String... arguments) throws IOException {
    List<Mutant> mutants =
        Files.readAllLines(Path.of(arguments[0], "mutations.csv")).stream()
            .map(Mutant::of)
            .toList();
    List<String> missed = new ArrayList<>();
    System.out.println("| Part | Mutants | Noticed | Must |\n|---|---|---|---|");
    for (Part part : PARTS) {
      List<Mutant> own = mutants.stream().filter(part::has).toList();
      long noticed = own.stream().filter(Mutant::noticed).count();
      double percent = own.isEmpty() ? 0 : 100.0 * noticed / own.size();
      System.out.printf(
          Locale.ROOT,
          "| %s | %d | %.1f %% | %d %% |%n",
          part.name(),
          own.size(),
          percent,
          part.least());
      if (percent < part.least()) {
        missed.add(part.name());
      }
    }
    if (!missed.isEmpty()) {
      throw new IllegalStateException("too many mutants are not noticed in: " + missed);
    }
  }
}
