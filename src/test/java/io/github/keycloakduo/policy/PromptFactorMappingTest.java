package io.github.keycloakduo.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.mfa.PromptReport;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromptFactorMappingTest {
  private static final List<Factor> FORM =
      List.of(Factor.PUSH, Factor.PASSCODE, Factor.SMS, Factor.PHONE);
  private static final List<Factor> ALL =
      List.of(Factor.PUSH, Factor.PASSCODE, Factor.SMS, Factor.PHONE, Factor.SECURITY_KEY);

  @ParameterizedTest
  @CsvSource({
    "duo_push, PUSH",
    "verified_push, PUSH",
    "duo_mobile_passcode, PASSCODE",
    "hardware_token, PASSCODE",
    "bypass_code, PASSCODE",
    "sms_passcode, SMS",
    "phone_call, PHONE",
    "u2f_token, SECURITY_KEY",
    "webauthn_credential, SECURITY_KEY",
    "webauthn_security_key, SECURITY_KEY",
    "WebAuthn Security Key, SECURITY_KEY",
    "WebAuthn Chrome Touch ID, SECURITY_KEY",
    "platform_authenticator, SECURITY_KEY",
    "Platform authenticator, SECURITY_KEY",
    "passkey, SECURITY_KEY",
    "Verified Duo Push, PUSH"
  })
  void countsAFactorWhereItsKindIsConfigured(String word, Factor kind) {
    List<Factor> others = ALL.stream().filter(factor -> factor != kind).toList();

    assertThat(judge(word, "user_approved", List.of(kind))).isEqualTo(Outcome.APPROVED);
    assertThat(judge(word, "user_approved", others)).isEqualTo(Outcome.FACTOR_NOT_ALLOWED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"webauthn_security_key", "platform_authenticator", "u2f_token", "DUO_PUSH"})
  void refusesWhatIsNotConfiguredOrHasNoWordOfOurs(String word) {
    assertThat(judge(word, "user_approved", FORM)).isEqualTo(Outcome.FACTOR_NOT_ALLOWED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"remembered_device", "trusted_network"})
  void takesWhatAskedForNothingForABypass(String word) {
    assertThat(judge(word, word, FORM)).isEqualTo(Outcome.BYPASS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bypass_user", "allowed_by_policy", "allow_unenrolled_user"})
  void takesAReasonWithoutAFactorForABypass(String reason) {
    assertThat(judge("n/a", reason, FORM)).isEqualTo(Outcome.BYPASS);
    assertThat(judge(null, reason, FORM)).isEqualTo(Outcome.BYPASS);
  }

  @Test
  void letsNobodyInOfWhomDuoSaysNothing() {
    assertThat(PromptFactorMapping.judge(PromptReport.NONE, FORM))
        .isEqualTo(Outcome.FACTOR_NOT_ALLOWED);
    assertThat(judge(null, "user_approved", FORM)).isEqualTo(Outcome.FACTOR_NOT_ALLOWED);
  }

  @ParameterizedTest
  @CsvSource({
    "carrier_pigeon, 'carrier_pigeon', 'unknown to this version'",
    "phone_call, 'phone_call', 'duo.factors has no phone'",
    "duo_push, 'Duo reports duo_push', ''",
    "remembered_device, 'Duo reports remembered_device', ''"
  })
  void namesTheWordAndWhatIsWrongWithIt(String word, String named, String because) {
    PromptReport report =
        new PromptReport(
            Optional.of(word),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of());

    assertThat(PromptFactorMapping.describe(report, List.of(Factor.PUSH))).contains(named, because);
    assertThat(PromptFactorMapping.describe(PromptReport.NONE, FORM)).contains("no factor");
  }

  @Property
  void approvesNothingButWhatItKnows(@ForAll String word, @ForAll String reason) {
    List<Factor> all = Arrays.asList(Factor.values());
    if (judge(word, reason, all) == Outcome.APPROVED) {
      assertThat(word)
          .containsPattern(
              "(?i)push|passcode|token|code|sms|phone|key|web|platform|touch|face|hello");
    }
    assertThat(judge(word, reason, List.of())).isNotEqualTo(Outcome.APPROVED);
  }

  private static Outcome judge(
      @org.jspecify.annotations.Nullable String factor, String reason, List<Factor> allowed) {
    return PromptFactorMapping.judge(
        new PromptReport(
            Optional.ofNullable(factor),
            Optional.of(reason),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of()),
        allowed);
  }
}
