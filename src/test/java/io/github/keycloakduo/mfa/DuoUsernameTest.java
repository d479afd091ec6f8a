package io.github.keycloakduo.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A name must mean the same to Keycloak and to Duo, which trims and normalises on its side. */
class DuoUsernameTest {
  @Property
  void keepsAnOrdinaryNameAsItIs(@ForAll("names") String name) {
    assertThat(DuoUsername.of(name)).map(DuoUsername::name).contains(name);
  }

  @Property
  void refusesBlanksAround(@ForAll("blanks") String blank, @ForAll("names") String name) {
    assertThat(DuoUsername.of(blank + name)).isEmpty();
    assertThat(DuoUsername.of(name + blank)).isEmpty();
  }

  @Property
  void refusesNothingButBlanks(@ForAll("blanks") String blank) {
    assertThat(DuoUsername.of(blank)).isEmpty();
    assertThat(DuoUsername.of(blank + blank)).isEmpty();
  }

  @Property
  void refusesWhatCannotBeSeen(
      @ForAll("names") String left,
      @ForAll("unseen") String unseen,
      @ForAll("names") String right) {
    assertThat(DuoUsername.of(left + unseen + right)).isEmpty();
  }

  @Property
  void neverThrowsNorChangesAName(@ForAll String text) {
    DuoUsername.of(text).ifPresent(identity -> assertThat(identity.name()).isEqualTo(text));
  }

  @Example
  void refusesNoName() {
    assertThat(DuoUsername.of("")).isEmpty();
  }

  @Example
  void allowsBlanksInsideAndOtherScripts() {
    assertThat(DuoUsername.of("CORP\\Änne van der 山田")).isPresent();
    assertThat(DuoUsername.of("\uD83D\uDE00")).as("a whole pair of surrogates").isPresent();
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.strings().withChars("abzABZ09.@\\-_'éß山").ofMinLength(1).ofMaxLength(12);
  }

  @Provide
  Arbitrary<String> blanks() {
    return codePoints(c -> Character.isWhitespace(c) || Character.isSpaceChar(c));
  }

  @Provide
  Arbitrary<String> unseen() {
    return codePoints(
        c ->
            switch (Character.getType(c)) {
              case Character.CONTROL,
                  Character.FORMAT,
                  Character.SURROGATE,
                  Character.LINE_SEPARATOR,
                  Character.PARAGRAPH_SEPARATOR ->
                  true;
              default -> false;
            });
  }

  private static Arbitrary<String> codePoints(IntPredicate wanted) {
    int[] all = IntStream.rangeClosed(0, 0x10FFFF).filter(wanted).toArray();
    return Arbitraries.integers().between(0, all.length - 1).map(i -> Character.toString(all[i]));
  }
}
