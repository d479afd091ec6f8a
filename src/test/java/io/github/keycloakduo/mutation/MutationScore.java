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
          new Part("Exports of instipod's plugin", "(instipod|importing)\\..*", 85),
          new Part("Configurations", "settings\\..*", 85),
          new Part("Client addresses", "mfa\\..*", 85));

  private MutationScore() {}

  /** Some classes, and what tests must notice in them. */
  record Part(String name, String classes, int least) {
    boolean has(String type) {
      return Pattern.matches(BASE + classes, type);
    }

    private String line(List<Mutant> mutants) {
      return mutants.isEmpty()
          ? String.format("| %s | not run | | %d %% |", name, least)
          : String.format(
              Locale.ROOT,
              "| %s | %d | %.1f %% | %d %% |",
              name,
              mutants.size(),
              percent(mutants),
              least);
    }
  }

  static List<Part> parts() {
    return PARTS;
  }

  private static double percent(List<Mutant> mutants) {
    return 100.0 * mutants.stream().filter(Mutant::noticed).count() / mutants.size();
  }

  private record Mutant(String type, boolean noticed) {
    /** File, class, mutator, method, line, status, test. */
    static Mutant of(String line) {
      List<String> fields = List.of(line.split(",", -1));
      return new Mutant(fields.get(1), NOTICED.contains(fields.get(5)));
    }
  }

  /** Prints the table; fails where a part that was run does not reach what it must. */
  public static void main(String... arguments) throws IOException {
    List<Mutant> mutants =
        Files.readAllLines(Path.of(arguments[0], "mutations.csv")).stream()
            .map(Mutant::of)
            .toList();
    if (mutants.isEmpty()) {
      throw new IllegalStateException("no mutant was made");
    }
    List<String> missed = new ArrayList<>();
    System.out.println("| Part | Mutants | Noticed | Must |\n|---|---|---|---|");
    for (Part part : PARTS) {
      List<Mutant> own = mutants.stream().filter(mutant -> part.has(mutant.type())).toList();
      System.out.println(part.line(own));
      if (!own.isEmpty() && percent(own) < part.least()) {
        missed.add(part.name());
      }
    }
    if (!missed.isEmpty()) {
      throw new IllegalStateException("too many mutants are not noticed in: " + missed);
    }
  }
}
