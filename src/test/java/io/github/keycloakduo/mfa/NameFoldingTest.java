package io.github.keycloakduo.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameFoldingTest {
  @ParameterizedTest
  @CsvSource({"ALICE,alice", "JÖRG,jörg", "ΑΛΙΚΗ,αλικη", "ИВАН,иван"})
  void foldsLettersThatAreEachOthersOtherCase(String one, String other) {
    assertThat(NameFolding.strict(one)).isEqualTo(NameFolding.strict(other));
    assertThat(NameFolding.loose(one)).isEqualTo(NameFolding.loose(other));
  }

  @Test
  void takesDecomposedLettersForTheSame() {
    assertThat(NameFolding.strict("jo\u0308rg")).isEqualTo(NameFolding.strict("JÖRG"));
  }

  @ParameterizedTest
  @CsvSource({
    "ſtaff,staff",
    "\u212Aim,kim",
    "ırina,irina",
    "İrina,irina",
    "i\u0307rina,irina",
    "STRAẞE,strasse",
    "οδος,ΟΔΟΣ",
    "ａdmin,admin"
  })
  void tellsApartWhatSomeTakeForAnotherCase(String one, String other) {
    assertThat(NameFolding.strict(one)).isNotEqualTo(NameFolding.strict(other));
    assertThat(NameFolding.loose(one)).isEqualTo(NameFolding.loose(other));
  }

  @Test
  void takesNoOtherLetterForAnAsciiOne() {
    assertThat(
            IntStream.rangeClosed(0x80, Character.MAX_CODE_POINT)
                .mapToObj(Character::toString)
                .filter(letter -> NameFolding.strict(letter).chars().allMatch(c -> c < 0x80)))
        .isEmpty();
  }

  @Test
  void takesForTheSameByTheStrictKeyOnlyWhatIsByTheLooseOne() {
    assertThat(
            IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .mapToObj(Character::toString)
                .filter(
                    letter ->
                        !NameFolding.loose(NameFolding.strict(letter))
                            .equals(NameFolding.loose(letter))))
        .isEmpty();
  }

  @Test
  void takesForTheSameByTheLooseKeyWhateverJavaDoes() {
    assertThat(
            IntStream.rangeClosed(0x80, Character.MAX_CODE_POINT)
                .mapToObj(Character::toString)
                .flatMap(
                    letter ->
                        IntStream.rangeClosed('a', 'z')
                            .mapToObj(Character::toString)
                            .filter(letter::equalsIgnoreCase)
                            .filter(
                                ascii ->
                                    !NameFolding.loose(ascii).equals(NameFolding.loose(letter)))))
        .isEmpty();
  }

  @Test
  void isTheSameInTurkish() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr"));
      assertThat(NameFolding.strict("IRINA")).isEqualTo(NameFolding.strict("irina"));
      assertThat(NameFolding.loose("IRINA")).isEqualTo(NameFolding.loose("irina"));
    } finally {
      Locale.setDefault(before);
    }
  }
}
