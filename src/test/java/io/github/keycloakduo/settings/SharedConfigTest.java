package io.github.keycloakduo.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
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
    return ": expected the alias of one configuration of this extension in the realm that has no"
        + " shared.config itself; "
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
    DuoMfaSettings settings = SLOW.with("duo.timeout", "61").valid();
    assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(61));
    assertThat(settings.pushLimit()).isEqualTo(7);
    assertThat(settings.shared())
        .isEqualTo(new SharedOptions(List.of(SettingKey.DUO_TIMEOUT), List.of(), List.of()));
  }

  @Example
  void takesWhatHasItsDefaultHereSinceTheConsoleStoresThatForEveryField() {
    DuoMfaSettings settings = SLOW.with("duo.timeout", " 60 ").with("duo.push_limit", "5").valid();
    assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(300));
    assertThat(settings.pushLimit()).isEqualTo(7);
    assertThat(settings.shared())
        .isEqualTo(
            new SharedOptions(
                List.of(), List.of(SettingKey.DUO_TIMEOUT, SettingKey.DUO_PUSH_LIMIT), List.of()));
    assertThat(settings.shared().sentences())
        .singleElement()
        .asString()
        .contains("have their default here", "duo.timeout, duo.push_limit");
  }

  @Example
  void leavesADefaultThatIsWrittenInAnotherWayThanTheConsoleDoes() {
    Map<String, String> shared =
        Map.of("duo.ignore_conn_err", "true", "duo.timeout", "300", "duo.mode", "universal");
    Map<String, String> own =
        Map.of("duo.ignore_conn_err", "no", "duo.timeout", "060", "duo.mode", "Form");
    assertThat(merged(own, shared).options()).isEqualTo(own);
  }

  @Property
  void takesEveryOptionOfWhichTheConsoleStoresTheDefault(@ForAll SettingKey key) {
    if (key == SettingKey.SHARED_CONFIG || key.defaultValue().isEmpty()) {
      return;
    }
    Map<String, String> all =
        merged(Map.of(key.id(), key.defaultValue().get()), Map.of(key.id(), "other")).options();
    assertThat(all).containsEntry(key.id(), "other");
  }

  @Example
  void takesAMapWhoseFieldWasEmptied() {
    Map<String, String> shared = Map.of("usermapping.explicit", "[{}]");
    assertThat(merged(Map.of("usermapping.explicit", "[]"), shared).options()).isEqualTo(shared);
  }

  /** With the "all_users" of the other, a list of the exempt would become one of the asked. */
  @Example
  void neverTurnsAListIntoItsOpposite() {
    Map<String, String> users =
        Map.of("whitelist.user_list.allow", "all_users", "whitelist.user_list.except", "root");
    Map<String, String> preset = Map.of("whitelist.user_list.allow", "no_user");
    assertThat(merged(preset, users).options()).isEqualTo(users);
    for (String part : List.of("whitelist.user_list.except", "whitelist.user_list.name")) {
      Map<String, String> own = Map.of("whitelist.user_list.allow", "no_user", part, "alice");
      assertThat(merged(own, users).options()).containsAllEntriesOf(own);
    }
    Map<String, String> groups =
        Map.of(
            "whitelist.ldap_server_group.allow", "all_users",
            "whitelist.ldap_server_group.except", "staff");
    assertThat(merged(Map.of("whitelist.ldap_server_group.allow", "no_user"), groups).options())
        .isEqualTo(groups);
    Map<String, String> own =
        Map.of(
            "whitelist.ldap_server_group.allow", "no_user",
            "whitelist.ldap_server_group.except", "guests");
    assertThat(merged(own, groups).options()).isEqualTo(own);
  }

  @Example
  void namesWhatHidesASharedValueWithoutTheValues() {
    SharedOptions shared =
        merged(
                Map.of("duo.skey", "secret", "duo.ikey", "DI", "auth.prompt", "Code"),
                Map.of("duo.skey", "other secret", "duo.ikey", "DI", "duo.timeout", "30"))
            .shared();
    assertThat(shared.hidden()).containsExactly(SettingKey.DUO_SKEY);
    assertThat(shared.sentences())
        .containsExactly(
            "shared.config: options that are set here hide other values of the shared"
                + " configuration: duo.skey");
  }

  private static RawConfig merged(Map<String, String> own, Map<String, String> shared) {
    Map<String, String> all = new HashMap<>(own);
    all.put("shared.config", "other");
    return RawConfig.of(all, alias -> List.of(shared), NO_VAULT);
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
                .containsExactly(
                    "shared.config: invalid value \"" + alias + "\"" + refusal(reason)));
    assertThat(Options.least().inVault(SettingKey.SHARED_CONFIG, "chain").problems())
        .containsExactly(
            "shared.config: invalid value"
                + refusal("that configuration itself has a shared.config"));
  }

  @Example
  void saysWhereConfigurationsOfTheSameAliasAre() {
    ConfigLookup realm =
        new ConfigLookup() {
          @Override
          public List<StoredConfig> named(String alias) {
            return List.of(
                StoredConfig.of(Map.of("duo.ikey", "1")), StoredConfig.of(Map.of("duo.ikey", "2")));
          }

          @Override
          public String ambiguous(String alias) {
            return alias + ": one is used by no step";
          }
        };
    RawConfig stored =
        RawConfig.of(StoredConfig.of(Map.of("shared.config", " duo ")), realm, NO_VAULT);
    assertThat(ConfigProblem.sentences(stored.problems()))
        .containsExactly(
            "shared.config: invalid value \"duo\"" + refusal("duo: one is used by no step"));
  }

  /** While nothing could be taken over, what is missing may well be in the other one. */
  @Example
  void saysOfNothingThatItIsMissingWhileNothingCouldBeShared() {
    Map<String, String> nothing = Map.of("shared.config", "gone");
    ConfigResult parsed =
        new SettingsParser(AllowedRoutes.DEFAULT)
            .parse(RawConfig.of(nothing, alias -> List.of(), NO_VAULT), NO_VAULT);
    List<String> problems =
        parsed.match(valid -> List.of(), invalid -> ConfigProblem.sentences(invalid.problems()));
    assertThat(problems)
        .singleElement()
        .asString()
        .startsWith("shared.config: invalid value \"gone\"");
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
