package io.github.keycloakduo.duo;

import static io.github.keycloakduo.duo.Replies.answer;
import static io.github.keycloakduo.duo.Replies.assertBad;
import static io.github.keycloakduo.duo.Replies.json;
import static io.github.keycloakduo.duo.Replies.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.FactorAnswer;
import io.github.keycloakduo.mfa.FactorAnswer.Refusal;
import java.util.Set;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {
  private static final Set<String> FACTOR_WORDS = Set.of("waiting", "allow", "deny");

  @Test
  void readsTheTime() {
    assertThat(answer(AnswerReader.time(json("{'time':1767225600}")))).isEqualTo(1767225600L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'time':null}", "{'time':'1767225600'}", "{'time':1.5}", "[]"})
  void wantsATimeThatIsANumber(String response) {
    assertBad(AnswerReader.time(json(response)));
  }

  @ParameterizedTest
  @CsvSource({"calling", "answered", "pushed", "push_failed", "''", "something_new"})
  void waitsWhateverTheStatus(String status) {
    assertThat(factor("waiting", status, " Pushed... "))
        .isEqualTo(new FactorAnswer.Waiting("Pushed..."));
  }

  @ParameterizedTest
  @CsvSource({"allow, false", "bypass, true", "'', false", "deny, false", "something_new, false"})
  void allowsWhateverTheStatusAndTellsABypass(String status, boolean bypass) {
    assertThat(factor("allow", status, "Success. Logging you in..."))
        .isEqualTo(new FactorAnswer.Allowed(bypass));
  }

  @ParameterizedTest
  @CsvSource({
    "deny, DENIED",
    "timeout, TIMEOUT",
    "fraud, FRAUD",
    "locked_out, LOCKED_OUT",
    "'', DENIED",
    "allow, DENIED",
    "something_new, DENIED"
  })
  void refusesWithTheReasonThatTheStatusNames(String status, Refusal reason) {
    assertThat(factor("deny", status, "No.")).isEqualTo(new FactorAnswer.Refused(reason, "No."));
  }

  @Test
  void takesSentCodesForNoRefusal() {
    assertThat(factor("deny", "sent", "New SMS passcodes sent."))
        .isEqualTo(new FactorAnswer.SmsSent());
  }

  @ParameterizedTest
  @CsvSource({
    "'This passcode has already been used. Please generate a new passcode and try again.', true",
    "'  This passcode has already been used', true",
    "'Incorrect passcode. Please try again.', false",
    "'Was it used? This passcode has already been used', false",
    "'', false"
  })
  void knowsAUsedPasscodeByItsTextAlone(String message, boolean used) {
    assertThat(factor("deny", "deny", message))
        .isEqualTo(
            new FactorAnswer.Refused(
                used ? Refusal.PASSCODE_USED : Refusal.DENIED, message.strip()));
  }

  @Property(tries = 300)
  void takesAnyOtherWordOfAFactorForABadAnswer(@ForAll String word) {
    Assume.that(!FACTOR_WORDS.contains(word));
    assertBad(
        AnswerReader.factor(object().put("result", word).put("status", "allow").put("txid", "t")));
  }

  @Test
  void keepsTheTransactionOfAStartedFactor() {
    assertThat(answer(AnswerReader.started(json("{'txid':'66f8'}"))))
        .isEqualTo(new FactorAnswer.Started("66f8"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "{'txid':''}", "{'txid':null}", "{'txid':{}}", "{'result':'allow'}", "[]"})
  void startsNothingWithoutATransaction(String response) {
    assertBad(AnswerReader.started(json(response)));
  }

  @Test
  void aMessageOfDuosCannotForgeALineOfALog() {
    assertThat(factor("deny", "deny", "Denied.\r\nINFO all is well"))
        .isEqualTo(
            new FactorAnswer.Refused(FactorAnswer.Refusal.DENIED, "Denied.  INFO all is well"));
  }

  @Test
  void ofATelephoneNumberInAMessageOnlyTheEndIsTold() {
    assertThat(factor("deny", "deny", "Denied on +36 30 123 4567."))
        .isEqualTo(
            new FactorAnswer.Refused(FactorAnswer.Refusal.DENIED, "Denied on XXX-XXX-4567."));
  }

  private static FactorAnswer factor(String result, String status, String message) {
    return answer(
        AnswerReader.factor(
            object().put("result", result).put("status", status).put("status_msg", message)));
  }
}
