package io.github.keycloakduo.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The inputs that are kept, without a fuzzer. {@code mvn -Pfuzz test} looks for more. */
class FuzzCorpusTest {
  static Stream<Arguments> inputs() {
    return FuzzTarget.all().stream()
        .flatMap(target -> target.inputs().stream().map(input -> Arguments.of(target, input)));
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void everyInputThatIsKeptHasItsProperties(FuzzTarget target, Path input) {
    assertThatCode(() -> target.run(Files.readAllBytes(input))).doesNotThrowAnyException();
  }

  @Test
  void everyTargetHasInputs() {
    assertThat(FuzzTarget.all())
        .hasSizeGreaterThanOrEqualTo(10)
        .allSatisfy(target -> assertThat(target.inputs()).as(target.name()).isNotEmpty());
  }

  @Test
  void everyTargetTakesAnEmptyInput() {
    assertThat(FuzzTarget.all())
        .allSatisfy(
            target -> assertThatCode(() -> target.run(new byte[0])).doesNotThrowAnyException());
  }
}
