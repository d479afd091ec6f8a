package io.github.keycloakduo.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MutationScoreTest {
  private static final String FAULTS = "io.github.keycloakduo.policy.FailurePolicy";

  private final Path reports;

  MutationScoreTest(@TempDir Path reports) {
    this.reports = reports;
  }

  private void report(String... statuses) throws IOException {
    List<String> lines =
        List.of(statuses).stream()
            .map(status -> "File.java," + FAULTS + ",mutator,method,1," + status + ",test")
            .toList();
    Files.write(reports.resolve("mutations.csv"), lines);
  }

  @Test
  void failsWhereAMutantOfAPartThatMustHaveNoneSurvives() throws IOException {
    report("KILLED", "TIMED_OUT", "SURVIVED");

    assertThatIllegalStateException()
        .isThrownBy(() -> MutationScore.main(reports.toString()))
        .withMessageContaining("Faults to outcomes");
  }

  @Test
  void passesWhereOnlySomePartsWereRun() throws IOException {
    report("KILLED", "TIMED_OUT");

    assertThatNoException().isThrownBy(() -> MutationScore.main(reports.toString()));
  }

  @Test
  void failsWithoutAnyMutant() throws IOException {
    report();

    assertThatIllegalStateException().isThrownBy(() -> MutationScore.main(reports.toString()));
  }

  @Test
  void everyPartHasClasses() throws IOException {
    Path sources = Path.of("src", "main", "java");
    try (Stream<Path> files = Files.walk(sources)) {
      List<String> classes =
          files
              .map(file -> sources.relativize(file).toString().replace('/', '.'))
              .filter(name -> name.endsWith(".java"))
              .map(name -> name.substring(0, name.length() - ".java".length()))
              .toList();

      assertThat(MutationScore.parts())
          .allSatisfy(part -> assertThat(classes).as(part.name()).anyMatch(part::has));
    }
  }
}
