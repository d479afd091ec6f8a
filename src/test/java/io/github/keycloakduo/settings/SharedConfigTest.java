package io.github.keycloakduo.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SharedConfigTest {
  private static final VaultLookup NO_VAULT = none -> Optional.empty();
  private static final Options SLOW = Options.least().with("shared.config", " slow ");

  private static String refusal(String reason) {
    return " is not accepted; accepted is the alias of one configuration of this extension in the"
        + " realm that has no shared.config itself; "
        + reason;
  }

  @Example
  void fillsWhatIsAbsentOrBlank() {
    DuoMfaSettings settings = SLOW.with("duo.timeout", " ").valid();
    assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(300));
    assertThat(settings.pushLimit()).isEqualTo(7);
  }

  @Example
  void leavesWhatIsSet() {
    DuoMfaSettings settings = SLOW.with("duo.timeout", "60").valid();
    assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(60));
    assertThat(settings.pushLimit()).isEqualTo(7);
  }

  @Example
  void tellsWhyAConfigurationCannotBeShared() {
    Map<String, String> faults =
        Map.of(
            "gone", "there is no configuration of that alias",
            "SLOW", "there is no configuration of that alias",
            "double", "there are several configurations of that alias",
            "foreign", "that configuration is not one of this extension",
            "empty", "that configuration is not one of this extension",
            "chain", "that configuration itself has a shared.config");
    faults.forEach(
        (alias, reason) ->
            assertThat(Options.least().with("shared.config", alias).problems())
                .containsExactly("shared.config: \"" + alias + "\"" + refusal(reason)));
    assertThat(Options.least().inVault(SettingKey.SHARED_CONFIG, "chain").problems())
        .containsExactly(
            "shared.config: the value" + refusal("that configuration itself has a shared.config"));
  }

  @Example
  void reportsWhatIsUnknownInTheOtherOne() {
    assertThat(Options.least().with("shared.config", "typing error").problems())
        .containsExactly("duo.factor is not an option of this extension; remove or correct it");
  }

  @Example
  void mayNameTheCredentialStore() {
    RawConfig stored =
        RawConfig.of(
            Map.of("shared.config", "a", "duo.skey", "$"),
            alias -> List.of(Map.of("credential_store.name", "corp")),
            NO_VAULT);
    assertThat(stored.usesVault()).isTrue();
  }

  @Example
  void knowsWhenTheVaultMustBeAsked() {
    assertThat(stored("duo.ikey", "DI").usesVault()).isFalse();
    assertThat(stored("auth.prompt", "${vault.x} or so").usesVault()).isFalse();
    assertThat(stored("duo.skey", " ${vault.x}\n").usesVault()).isTrue();
    assertThat(stored("credential_store.name", " ").usesVault()).isFalse();
    assertThat(stored("credential_store.name", "x").usesVault()).isTrue();
  }

  private static RawConfig stored(String key, String value) {
    return RawConfig.of(Map.of(key, value), alias -> List.of(), NO_VAULT);
  }

  @Property
  void takesEachOptionFromExactlyOneSide(
      @ForAll("options") Map<String, String> own, @ForAll("options") Map<String, String> other) {
    own.put("shared.config", "other");
    other.put("duo.ikey", "DI");
    Map<String, String> all = RawConfig.of(own, alias -> List.of(other), NO_VAULT).options();
    for (SettingKey key : SettingKey.values()) {
      String mine = key == SettingKey.SHARED_CONFIG ? "" : own.getOrDefault(key.id(), "");
      String expected = mine.isBlank() ? other.getOrDefault(key.id(), "") : mine;
      assertThat(all.getOrDefault(key.id(), "").strip()).isEqualTo(expected.strip());
    }
  }

  @Provide
  Arbitrary<Map<String, String>> options() {
    return Arbitraries.maps(
        Arbitraries.of("duo.timeout", "duo.mode", "auth.prompt", "question_1.key", "duo.skey"),
        Arbitraries.of("", " ", "1", "x", "$", "${vault.a}"));
  }
}
