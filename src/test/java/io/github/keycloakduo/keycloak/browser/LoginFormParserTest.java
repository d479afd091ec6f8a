package io.github.keycloakduo.keycloak.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.authentication.UserAction;
import io.github.keycloakduo.mfa.Secret;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginFormParserTest {
  @ParameterizedTest
  @CsvSource({
    "passcode=123456, 123456, '', ''",
    "passcode=123456&login=Log in, 123456, '', ''",
    "passcode=&login=Log in, '', '', ''",
    "passcode=&factor=push&device=DP1, '', push, DP1",
    "factor=sms, '', sms, ''",
    "login=, '', '', ''",
    "passcode=1&passcode=2, 1, '', ''",
    "passcode= 12 &other=x, ' 12 ', '', ''"
  })
  void submitsTheFactorPage(String form, String passcode, String factor, String device) {
    assertThat(LoginFormParser.parse(form(form)))
        .isEqualTo(new UserAction.SubmitFactor(new Secret(passcode), factor, device));
  }

  @ParameterizedTest
  @ValueSource(strings = {"action=cancel", "action=cancel&passcode=123456&factor=push"})
  void cancels(String form) {
    assertThat(LoginFormParser.parse(form(form))).isEqualTo(new UserAction.Cancel());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "device=DP1",
        "username=alice&password=secret",
        "action=continue",
        "action=continue&factor=push",
        "action=Cancel",
        "action=&passcode=123456",
        "Factor=push"
      })
  void onlyLooksOtherwiseAndStartsNothing(String form) {
    assertThat(LoginFormParser.parse(form(form))).isEqualTo(new UserAction.Refresh());
  }

  @ParameterizedTest
  @CsvSource({
    "otp=123456&factor=otp&login=Log in, 123456, otp",
    "otp=&login=, '', ''",
    "otp=ABC&factor=recovery_code, ABC, recovery_code"
  })
  void submitsThePageAboutAnotherFactor(String form, String code, String factor) {
    assertThat(LoginFormParser.parse(form(form)))
        .isEqualTo(new UserAction.SubmitOtherFactor(new Secret(code), factor));
  }

  @Test
  void triesDuoAgainFromThePageAboutAnotherFactor() {
    assertThat(LoginFormParser.parse(form("otp=123456&factor=otp&action=cancel")))
        .isEqualTo(new UserAction.Cancel());
  }

  @Test
  void sendsTheAnswersOfTheQuestionsPage() {
    assertThat(LoginFormParser.parse(form("answer.ticket=4711&answer.why= x &login=Log in")))
        .isEqualTo(new UserAction.AnswerQuestions(Map.of("ticket", "4711", "why", " x ")));
  }

  @Property
  void startsNothingOnAnyOtherForm(@ForAll String name, @ForAll String value) {
    MultivaluedMap<String, String> form = new MultivaluedHashMap<>();
    form.add("x-" + name, value);
    assertThat(LoginFormParser.parse(form)).isEqualTo(new UserAction.Refresh());
  }

  @Test
  void hidesWhatWasTyped() {
    assertThat(LoginFormParser.parse(form("passcode=123456&factor=push")).toString())
        .isEqualTo("SubmitFactor[factor=push]");
    assertThat(LoginFormParser.parse(form("otp=123456&factor=otp")).toString())
        .isEqualTo("SubmitOtherFactor[factor=otp]");
    assertThat(LoginFormParser.parse(form("answer.ticket=4711")).toString())
        .isEqualTo("AnswerQuestions[[ticket]]");
  }

  private static MultivaluedMap<String, String> form(String text) {
    MultivaluedMap<String, String> form = new MultivaluedHashMap<>();
    for (String pair : text.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        form.add(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    return form;
  }
}
