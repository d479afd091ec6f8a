package io.github.keycloakduo.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkOptionsTest {
  private static final Options LEAST = Options.least();

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "10.0.0.5/8; \"10.0.0.5/8\": expected 10.0.0.0/8",
        "2001:db8::1/32; \"2001:db8::1/32\": expected 2001:db8::/32",
        "192.0.2.1:443; \"192.0.2.1:443\": expected 192.0.2.1",
        "10.1.0.0/16,10.0.0.0/8; \"10.1.0.0/16\": expected 10.0.0.0/8 alone, which includes it",
        "10.0.0.0/8##::ffff:10.2.0.1; \"::ffff:10.2.0.1\": expected 10.0.0.0/8 alone, which includes it",
        "10.0.0.1,10.0.0.1/32; \"10.0.0.1/32\": expected 10.0.0.1 once",
        "::1,::1; \"::1\": expected ::1 once",
        "any; \"any\": expected addresses, or ranges of addresses such as 192.0.2.0/24 or 2001:db8::/32",
        "','; \",\": expected addresses, or ranges of addresses such as 192.0.2.0/24 or 2001:db8::/32"
      })
  void saysWhichSpellingIsRight(String value, String sentence) {
    for (SettingKey key :
        new SettingKey[] {SettingKey.NETWORK_EXEMPT, SettingKey.NETWORK_REQUIRE}) {
      assertThat(LEAST.with(key.id(), value).problems())
          .containsExactly(key.id() + ": invalid value " + sentence);
    }
  }

  @Test
  void namesEveryRangeThatIsWrong() {
    assertThat(LEAST.with("network.exempt", "10.0.0.1/8,10.1.0.0/16,10.1.2.0/24,x").problems())
        .containsExactly(
            "network.exempt: invalid value \"10.0.0.1/8\": expected 10.0.0.0/8",
            "network.exempt: invalid value \"x\": expected addresses, or ranges of addresses such"
                + " as 192.0.2.0/24 or 2001:db8::/32",
            "network.exempt: invalid value \"10.1.2.0/24\": expected 10.1.0.0/16 alone, which"
                + " includes it");
  }

  /** A value of the vault may be any secret. */
  @Test
  void doesNotSpellWhatIsInTheVault() {
    assertThat(LEAST.inVault(SettingKey.NETWORK_EXEMPT, "10.0.0.5/8").problems())
        .singleElement()
        .asString()
        .startsWith("network.exempt: invalid value: expected addresses")
        .doesNotContain("10.0.0");
    assertThat(LEAST.inVault(SettingKey.NETWORK_EXEMPT, "10.0.0.0/8,10.0.0.1").problems())
        .containsExactly("network.exempt: invalid value: expected ranges that do not overlap");
  }

  @Test
  void letsTheSameRangeStandInBothLists() {
    NetworkRules rules =
        LEAST
            .with("network.exempt", "10.0.0.0/8")
            .with("network.require", "10.0.0.0/8")
            .valid()
            .network();
    assertThat(rules.exempt()).isEqualTo(rules.require()).hasSize(1);
  }
}
