package io.github.keycloakduo.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedPasscodeTest {
  private static final String YUBIKEY = "cccccbgrhijrcefkvltndhjunvdedkbtvbjcbfhgtdnl";

  @ParameterizedTest
  @CsvSource({
    "123 456",
    "' 123456 '",
    "123-456",
    "12 34 56",
    "１２３４５６",
    "１２３　４５６",
    "١٢٣٤٥٦",
    "۱۲۳۴۵۶",
    "१२३४५६",
    "123\u00a0456",
    "123\u202f456",
    "'123\t456\r\n'",
    "123\u200b456",
    "\ufeff123456",
    "\u200e123456\u200f",
    "\u2066123456\u2069",
    "123\u00ad456",
    "123\u2060456",
    "123\u20114\u201356",
    "123－456",
    "123−456",
    "１２３ー４５６",
    "123\ufe0f456"
  })
  void digitsAreTheCodeHoweverTheyAreGroupedAndWritten(String typed) {
    assertThat(TypedPasscode.of(typed).code()).isEqualTo("123456");
    assertThat(TypedPasscode.of(typed).word()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {YUBIKEY, "a1 b2-c3", "123.456", "123_456", "１２３a", "-", "12 34 five", "½", "①"})
  void everythingElseStaysAsItIs(String typed) {
    assertThat(TypedPasscode.of(typed).code()).isEqualTo(typed);
    assertThat(TypedPasscode.of("\ufeff\u00a0 " + typed + "\u200b\r\n").code()).isEqualTo(typed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t", "\u00a0", "\u3000", "\u200b\ufeff", "\u2800", "\u3164"})
  void whatCannotBeSeenIsEmpty(String typed) {
    assertThat(TypedPasscode.of(typed).isEmpty()).isTrue();
    assertThat(TypedPasscode.of(typed).code()).isEmpty();
  }

  @Test
  void showsNoCodeWhereItIsPrinted() {
    assertThat(TypedPasscode.of("123456")).hasToString("TypedPasscode[]");
  }

  @Property
  void anyGroupingInAnyScriptIsTheSameCode(
      @ForAll @Size(min = 1, max = 20) List<@From("digits") Integer> digits,
      @ForAll("zeros") int zero,
      @ForAll("separators") String before,
      @ForAll("separators") String between,
      @ForAll("separators") String after) {
    String typed =
        digits.stream()
            .map(digit -> Character.toString(zero + digit))
            .collect(Collectors.joining(between, before, after));
    String code = digits.stream().map(String::valueOf).collect(Collectors.joining());

    assertThat(TypedPasscode.of(typed).code()).isEqualTo(code);
    assertThat(TypedPasscode.of(typed).isEmpty()).isFalse();
  }

  @Property
  void theLettersOfASecurityKeyAreNeverChanged(
      @ForAll("modhex") String code,
      @ForAll("blanks") String before,
      @ForAll("blanks") String after) {
    assertThat(TypedPasscode.of(before + code + after).code()).isEqualTo(code);
    assertThat(TypedPasscode.of(before + code + after).word()).isEmpty();
  }

  @Property
  void readingItsOwnCodeChangesNothing(@ForAll String typed) {
    String code = TypedPasscode.of(typed).code();

    assertThat(TypedPasscode.of(code).code()).isEqualTo(code);
    assertThat(typed.contains(code) || code.chars().allMatch(c -> c >= '0' && c <= '9')).isTrue();
  }

  @Provide
  Arbitrary<Integer> digits() {
    return Arbitraries.integers().between(0, 9);
  }

  /** The zero of every script that Unicode has ten decimal digits for. */
  @Provide
  Arbitrary<Integer> zeros() {
    return Arbitraries.of(
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
            .filter(c -> Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER)
            .filter(c -> Character.digit(c, 10) == 0)
            .boxed()
            .toList());
  }

  @Provide
  Arbitrary<String> separators() {
    return Arbitraries.of(
            IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(c -> isBlank(c) || Character.getType(c) == Character.DASH_PUNCTUATION)
                .mapToObj(Character::toString)
                .toList())
        .list()
        .ofMaxSize(3)
        .map(list -> String.join("", list));
  }

  @Provide
  Arbitrary<String> blanks() {
    return Arbitraries.of(
            IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(TypedPasscodeTest::isBlank)
                .mapToObj(Character::toString)
                .toList())
        .list()
        .ofMaxSize(3)
        .map(list -> String.join("", list));
  }

  @Provide
  Arbitrary<String> modhex() {
    return Arbitraries.strings().withChars("cbdefghijklnrtuv").ofLength(44);
  }

  private static boolean isBlank(int character) {
    return switch (Character.getType(character)) {
      case Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.CONTROL,
          Character.FORMAT ->
          true;
      default -> false;
    };
  }
}
