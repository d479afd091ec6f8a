package io.github.keycloakduo.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.keycloakduo.settings.SettingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code docs/threats.md} says is done, is there and has its tests. */
class ThreatTableTest {
  private static final int THREATS = 40;
  private static final int FAULTS = 25;
  private static final int DOORS = 39;

  static List<ThreatTable.Row> rows() throws IOException {
    return ThreatTable.read().rows();
  }

  @Test
  void hasEachThreatAndEachFaultOnce() throws IOException {
    assertThat(rows())
        .extracting(ThreatTable.Row::id)
        .filteredOn(id -> !id.startsWith("D"))
        .containsExactlyElementsOf(
            Stream.concat(numbered("T", THREATS), numbered("F", FAULTS)).toList());
  }

  @Test
  void hasEachDoorOnce() throws IOException {
    assertThat(rows())
        .extracting(ThreatTable.Row::id)
        .filteredOn(id -> id.startsWith("D"))
        .containsExactlyElementsOf(numbered("D", DOORS).toList());
  }

  private static Stream<String> numbered(String letter, int last) {
    return IntStream.rangeClosed(1, last).mapToObj(number -> letter + number);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void namesTestsThatAreThereOrSaysWhyThereIsNone(ThreatTable.Row row) {
    assertThat(row.tests()).hasSizeLessThanOrEqualTo(3).allMatch(NamedTest::exists);
    assertThat(!row.tests().isEmpty() || row.hasReason()).isTrue();
    assertThat(List.of(row.name(), row.answer())).doesNotContain("");
  }

  @ParameterizedTest
  @MethodSource("rows")
  void namesClassesAndOptionsThatAreThere(ThreatTable.Row row) throws IOException {
    List<String> classes = classes();
    assertThat(row.words())
        .filteredOn(word -> Character.isUpperCase(word.charAt(0)) && !word.contains("-"))
        .isSubsetOf(Stream.concat(classes.stream(), Stream.of("Date")).toList());
    assertThat(row.words())
        .filteredOn(word -> word.matches("[a-z_]+(\\.[a-z_]+)+"))
        .allMatch(word -> SettingKey.of(word).isPresent());
  }

  private static List<String> classes() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      return files.map(file -> file.getFileName().toString().replace(".java", "")).toList();
    }
  }

  @Test
  void takesTheNameOfATestThatIsThere() {
    assertThat(
            Stream.of(
                "ThreatTableTest#takesTheNameOfATestThatIsThere",
                "docs.ThreatTableTest#takesTheNameOfATestThatIsThere",
                // Of the class it extends.
                "DatabaseGraceStoreTest#letsExactlyFiveOfACrowdThrough"))
        .map(NamedTest::parse)
        .allMatch(NamedTest::exists);
  }

  @Nested
  class InsideAnotherClass {
    @Test
    void isNamedAfterIt() {
      assertThat(NamedTest.parse("ThreatTableTest.InsideAnotherClass#isNamedAfterIt").exists())
          .isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NoSuchTest#takesTheNameOfATestThatIsThere",
        "ThreatTableTest#noSuchMethod",
        "ThreatTableTest#numbered",
        "ThreatTableTest.NoSuchClass#takesTheNameOfATestThatIsThere",
        "mfa.ThreatTableTest#takesTheNameOfATestThatIsThere",
        "TrustTest#refusesAnUnknownAuthority"
      })
  void takesNoOtherName(String name) {
    assertThat(NamedTest.parse(name).exists()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PushIT", "PushIT#", "PushIT.asksTheDevice", "pushIT#x", ""})
  void takesNothingThatIsNoNameOfATest(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> NamedTest.parse(name));
  }

  @Test
  void takesNoEmptyReason() {
    assertThat(
            Stream.of(
                "*Not answered:* nobody looks.", "by Duo: it knows", "*Not answered:*", "Done."))
        .map(answer -> new ThreatTable.Row("T1", "x", answer, ""))
        .extracting(ThreatTable.Row::hasReason)
        .containsExactly(true, true, false, false);
  }
}
