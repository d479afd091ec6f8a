package io.github.keycloakduo.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsernameParserTest {
  private final UsernameParser parser = new UsernameParser(List.of("ticket", "Reason"));

  @ParameterizedTest
  @CsvSource({
    "otp=123456@alice, 123456, alice",
    "otp=123456@alice@corp.example, 123456, alice@corp.example",
    "OTP=123456@alice, 123456, alice",
    "otp=push2@alice, push2, alice",
    "otp=12=34@alice, 12=34, alice",
    "otp=123456@domain\\alice, 123456, domain\\alice",
    "otp~123456%alice, 123456, alice",
    "otp~123456%alice@corp.example, 123456, alice@corp.example",
  })
  void splitsThePasscodeOff(String text, String otp, String user) {
    ParsedUsername.WithParameters loaded = loaded(text);
    assertThat(loaded.pairs()).containsExactly(Map.entry("otp", otp));
    assertThat(loaded.names()).containsExactly(user);
  }

  @Test
  void takesOneePairAfterTheOther() {
    ParsedUsername.WithParameters loaded =
        loaded("ticket=4711@otp=123456@factor=sms@alice@corp.example");
    assertThat(loaded.pairs())
        .isEqualTo(Map.of("ticket", "4711", "otp", "123456", "factor", "sms"));
    assertThat(loaded.names()).containsExactly("alice@corp.example");
  }

  @Test
  void namesAnswersAsTheQuestionIsNamed() {
    assertThat(loaded("REASON=leak@otp=1@alice").pairs()).containsEntry("Reason", "leak");
  }

  @ParameterizedTest
  @ValueSource(strings = {"azAZ09-_", "a", "z", "A", "Z", "0", "9"})
  void readsAKeyOfAnyLetterDigitAndDash(String key) {
    UsernameParser asked = new UsernameParser(List.of(key));
    assertThat(asked.parse(key + "=x@alice"))
        .isEqualTo(new ParsedUsername.WithParameters(Map.of(key, "x"), List.of("alice")));
    assertThat(asked.beforeSecret(key + "=x")).contains(key + "=");
  }

  @Test
  void prefersTheUserOfTheRemoteDesktopDomain() {
    ParsedUsername.WithParameters loaded = loaded("CORP\\otp~123456%alice");
    assertThat(loaded.value("otp")).contains("123456");
    assertThat(loaded.names()).containsExactly("CORP\\alice", "alice");
  }

  @Test
  void readsTheRemoteDesktopColon() {
    ParsedUsername.WithParameters loaded = loaded("ticket~INC^4711%otp~1%fe80^^1");
    assertThat(loaded.value("ticket")).contains("INC:4711");
    assertThat(loaded.names()).containsExactly("fe80^^1", "fe80::1");
  }

  @Test
  void leavesTheColonOfOthersAlone() {
    assertThat(loaded("ticket=INC^4711@alice").value("ticket")).contains("INC^4711");
  }

  @Test
  void letsTheGatewayUserWinOverTheRest() {
    assertThat(loaded("gu=alice@otp=123456@root").names()).containsExactly("alice");
    assertThat(loaded("gu=alice@otp=123456").names()).containsExactly("alice");
    assertThat(loaded("CORP\\gu~alice%otp~1%root").names()).containsExactly("CORP\\alice", "alice");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alice",
        "alice@corp.example",
        "CORP\\alice",
        "",
        "@",
        "%",
        "=",
        "@alice",
        "=1@alice",
        "unknown=1@alice",
        "otp=@alice",
        "otp@alice",
        "alice@otp=123456",
        " otp=123456@alice",
        "CORP\\otp=123456@alice",
        "a\\b\\otp~1%alice",
        "ötp=1@alice"
      })
  void leavesOtherNamesWhole(String text) {
    assertThat(parser.parse(text)).isEqualTo(new ParsedUsername.Plain(text));
  }

  @Test
  void stopsAtAnUnknownKey() {
    ParsedUsername.WithParameters loaded = loaded("otp=123456@port=22@alice");
    assertThat(loaded.pairs()).containsOnlyKeys("otp");
    assertThat(loaded.names()).containsExactly("port=22@alice");
  }

  @Test
  void doesNotMixTheForms() {
    ParsedUsername.WithParameters loaded = loaded("otp=1@factor~sms%alice");
    assertThat(loaded.pairs()).containsOnlyKeys("otp");
    assertThat(loaded.names()).containsExactly("factor~sms%alice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"otp=1@otp=2@alice", "OTP=1@otp=1@alice", "gu=a@gu=b@c"})
  void refusesAKeyThatComesTwice(String text) {
    assertThat(parser.parse(text)).isInstanceOf(ParsedUsername.Malformed.class);
  }

  @Test
  void knowsNoQuestionThatIsNotAsked() {
    UsernameParser none = new UsernameParser(List.of());
    assertThat(none.parse("ticket=1@alice")).isEqualTo(new ParsedUsername.Plain("ticket=1@alice"));
  }

  @ParameterizedTest
  @CsvSource({
    "otp=123456@alice, otp=",
    "unknown=1@otp=123456@alice, unknown=1@otp=",
    "alice@otp=123456, alice@otp=",
    "CORP\\otp~123456%alice, CORP\\otp~",
    "x OTP=1, x OTP=",
    "otp=, otp=",
  })
  void saysWhatMayBeShownOfANameThatMayHoldAPasscode(String text, String shown) {
    assertThat(parser.beforeSecret(text)).contains(shown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"alice", "alice@corp.example", "a=b", "potp=1", "CORP\\alice", "~", ""})
  void knowsNamesThatHoldNone(String text) {
    assertThat(parser.beforeSecret(text)).isEmpty();
  }

  @Test
  void hidesValuesInItsText() {
    assertThat(parser.parse("otp=123456@alice").toString()).doesNotContain("123456");
    assertThat(parser.parse("otp=123456@otp=2@alice").toString()).doesNotContain("123456");
  }

  @Property
  void findsWhatWasPutTogether(@ForAll("values") String otp, @ForAll("values") String ticket) {
    ParsedUsername.WithParameters loaded =
        loaded("ticket=" + ticket + "@otp=" + otp + "@alice@corp.example");
    assertThat(loaded.pairs()).isEqualTo(Map.of("ticket", ticket, "otp", otp));
    assertThat(loaded.names()).containsExactly("alice@corp.example");
  }

  @Property
  void neverFailsAndLosesNothing(@ForAll("names") String text) {
    ParsedUsername name = parser.parse(text);
    if (name instanceof ParsedUsername.Plain bare) {
      assertThat(bare.name()).isEqualTo(text);
    }
    if (name instanceof ParsedUsername.WithParameters loaded) {
      assertThat(parser.beforeSecret(text)).isPresent();
      assertThat(loaded.names()).isNotEmpty();
      loaded.pairs().values().forEach(value -> assertThat(value).isNotEmpty());
    }
  }

  @Property
  void showsNothingBehindTheFirstSign(@ForAll("names") String text) {
    Optional<String> shown = parser.beforeSecret(text);
    shown.ifPresent(start -> assertThat(text).startsWith(start));
  }

  /** With a quadratic reader this would take minutes. */
  @Example
  void readsLongNamesInLinearTime() {
    for (String piece : List.of("otp=1@", "a", "otp=", "=", "@", "a\\", "otp~", "ticket=x@")) {
      String text = piece.repeat(2_000_000 / piece.length());
      parser.parse(text);
      parser.beforeSecret(text);
    }
  }

  @Provide
  Arbitrary<String> values() {
    return Arbitraries.strings().ascii().ofMinLength(1).filter(text -> !text.contains("@"));
  }

  @Provide
  Arbitrary<String> names() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "otp", "OTP", "ticket", "gu", "port", "=", "~", "@", "%", "^", "\\", "alice", "1", " ");
    return Combinators.combine(pieces.list().ofMaxSize(12), Arbitraries.strings().ofMaxLength(5))
        .as((list, tail) -> String.join("", list) + tail);
  }

  private ParsedUsername.WithParameters loaded(String text) {
    assertThat(parser.parse(text)).isInstanceOf(ParsedUsername.WithParameters.class);
    return (ParsedUsername.WithParameters) parser.parse(text);
  }
}
