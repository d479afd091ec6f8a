package io.github.keycloakduo.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class CredentialStoreTest {
  private static final Options STORE = Options.least().with("credential_store.name", "corp");

  private static Options holding(Options options, String entry, String value) {
    Map<String, String> vault = new TreeMap<>(options.vault());
    vault.put("${vault." + entry + "}", value);
    return new Options(options.stored(), vault);
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"CREDENTIAL_STORE_NAME", "SHARED_CONFIG"})
  void holdsEveryOption(SettingKey key) {
    OptionRow row = OptionTable.of(key);
    Options store = row.options().with("credential_store.name", "corp");
    String entry = "corp_" + key.id().replace('.', '_');
    row.accepted()
        .forEach(
            (stored, value) ->
                assertThat(row.read(holding(store.with(key.id(), "$"), entry, stored).valid()))
                    .as(stored)
                    .isEqualTo(value));
    assertThat(store.with(key.id(), "$").problems())
        .contains(key.id() + ": the vault has no entry for ${vault." + entry + "}");
  }

  @Test
  void winsOverWhatStandsInTheConfiguration() {
    Options both = holding(STORE.with("duo.timeout", "10"), "corp_duo_timeout", "20");
    assertThat(both.valid().timeout()).isEqualTo(Duration.ofSeconds(20));
    assertThat(holding(STORE, "corp_duo_timeout", "20").valid().timeout())
        .isEqualTo(Duration.ofSeconds(20));
    assertThat(holding(both, "other_duo_timeout", "30").valid().timeout())
        .isEqualTo(Duration.ofSeconds(20));
    assertThat(both.without(SettingKey.CREDENTIAL_STORE_NAME).valid().timeout())
        .isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void winsOverAVaultExpressionToo() {
    Options both = STORE.inVault(SettingKey.DUO_TIMEOUT, "10");
    assertThat(both.valid().timeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(holding(both, "corp_duo_timeout", "20").valid().timeout())
        .isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void neverShowsWhatItHolds() {
    assertThat(holding(STORE, "corp_duo_timeout", "canary").problems())
        .containsExactly("duo.timeout: invalid value: expected an integer from 1 to 600");
  }

  @Test
  void doesNotSayWhereItIs() {
    Options options =
        holding(
            holding(STORE, "corp_credential_store_name", "other"), "corp_shared_config", "slow");
    assertThat(options.valid().timeout()).isEqualTo(Duration.ofSeconds(60));
    assertThat(holding(options, "other_duo_timeout", "30").valid().timeout())
        .isEqualTo(Duration.ofSeconds(60));
    assertThat(options.with("shared.config", "$").problems())
        .singleElement()
        .asString()
        .startsWith("shared.config: invalid value \"$\"");
    assertThat(options.with("credential_store.name", "$").problems())
        .singleElement()
        .asString()
        .startsWith("credential_store.name: invalid value \"$\"");
  }

  @Test
  void isNeededForADollarSign() {
    assertThat(Options.least().with("auth.prompt", " $ ").problems())
        .contains(
            "auth.prompt: invalid value \"$\" without an entry of the credential store"
                + " (credential_store.name): expected a value, or $$ for a literal $");
    assertThat(Options.least().with("auth.prompt", "$$").valid().prompt().text()).contains("$");
    assertThat(STORE.with("auth.prompt", "$$").valid().prompt().text()).contains("$");
    assertThat(STORE.with("auth.prompt", "$$$").valid().prompt().text()).contains("$$$");
  }

  @Test
  void takesWhatItHoldsLiterally() {
    assertThat(holding(STORE, "corp_auth_prompt", "$$").valid().prompt().text()).contains("$$");
    assertThat(holding(STORE, "corp_auth_prompt", "$").valid().prompt().text()).contains("$");
    assertThat(holding(STORE, "corp_auth_prompt", "${vault.duo-skey}").valid().prompt().text())
        .contains("${vault.duo-skey}");
  }

  @Test
  void hasItsNameFromTheVaultAsWell() {
    Options options =
        holding(
            Options.least().inVault(SettingKey.CREDENTIAL_STORE_NAME, "corp\n"),
            "corp_duo_timeout",
            "20");
    assertThat(options.valid().timeout()).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void namesNoTwoOptionsAlike() {
    assertThat(Arrays.stream(SettingKey.values()).map(key -> key.id().replace('.', '_')))
        .doesNotHaveDuplicates();
  }

  @Test
  void changesTheFingerprintWithItsEntries() {
    assertThat(
            List.of(
                STORE.valid().fingerprint(),
                holding(STORE, "corp_duo_timeout", "20").valid().fingerprint(),
                holding(STORE, "corp_duo_timeout", "21").valid().fingerprint()))
        .doesNotHaveDuplicates();
  }
}
