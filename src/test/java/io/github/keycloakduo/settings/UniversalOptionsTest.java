package io.github.keycloakduo.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.Factor;
import org.junit.jupiter.api.Test;

/** The keys of a Web SDK application. */
class UniversalOptionsTest {
  private final Options universal = Options.least().with("duo.mode", "universal");

  @Test
  void takesWhatDuosAdminPanelGivesOut() {
    assertThat(settings(universal).isUniversal()).isTrue();
    assertThat(settings(Options.least()).isUniversal()).isFalse();
  }

  @Test
  void refusesAClientIdOfAnotherLength() {
    assertThat(universal.with("duo.ikey", "DISHORT").problems())
        .singleElement()
        .asString()
        .contains("duo.ikey", "DISHORT", "20 characters");
  }

  @Test
  void refusesAClientSecretOfAnotherLengthWithoutShowingIt() {
    assertThat(universal.with("duo.skey", "shortsecret").problems())
        .singleElement()
        .asString()
        .contains("duo.skey", "40 characters")
        .doesNotContain("shortsecret");
  }

  @Test
  void leavesTheOptionsOfOurOwnPageAlone() {
    Options forOurPage =
        universal
            .with("duo.autopush", "true")
            .with("duo.push_limit", "3")
            .with("auth.prompt", "Code")
            .with("duo.unenrolled", "portal");

    assertThat(forOurPage.parse()).isInstanceOf(ConfigResult.Valid.class);
  }

  @Test
  void takesTextMessagesAloneSinceThePromptSaysWhichKindOfCodeItWas() {
    assertThat(settings(universal.with("duo.factors", "sms")).factors())
        .containsExactly(Factor.SMS);
  }

  @Test
  void takesSecurityKeysAlone() {
    assertThat(settings(universal.with("duo.factors", "security_key")).factors())
        .containsExactly(Factor.SECURITY_KEY);
    assertThat(Options.least().with("duo.factors", "security_key").problems())
        .singleElement()
        .asString()
        .contains("duo.factors", "security_key", "universal");
    assertThat(settings(Options.least().with("duo.factors", "security_key,push")).factors())
        .contains(Factor.PUSH);
  }

  @Test
  void changesTheFingerprint() {
    assertThat(settings(universal).fingerprint())
        .isNotEqualTo(settings(Options.least()).fingerprint());
  }

  private static DuoMfaSettings settings(Options options) {
    return ((ConfigResult.Valid) options.parse()).settings();
  }
}
