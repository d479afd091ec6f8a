package io.github.keycloakduo.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.Secret;
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

/** The configuration of a client over that of the step. */
class ClientConfigTest {
  private static final VaultLookup NO_VAULT = none -> Optional.empty();
  private static final ConfigSource STEP = new ConfigSource("1", "step");

  /** A realm with these configurations, whose ids are their aliases. */
  private static ConfigLookup realm(Map<String, Map<String, String>> configs) {
    return alias ->
        Optional.ofNullable(configs.get(alias))
            .map(options -> new StoredConfig(new ConfigSource(alias, alias), options))
            .stream()
            .toList();
  }

  private static Map<String, String> step(String... more) {
    Map<String, String> options =
        new HashMap<>(
            Map.of(
                "duo.ikey", "DISTEP",
                "duo.skey", "stepkey",
                "duo.host", "api-1.duosecurity.com",
                "client.configs",
                    "[{\"key\":\"shop\",\"value\":\"own\"},{\"key\":\"bank\",\"value\":\"wrong\"}]"));
    for (int i = 0; i < more.length; i += 2) {
      options.put(more[i], more[i + 1]);
    }
    return options;
  }

  private static RawConfig raw(
      Map<String, String> step,
      Map<String, String> own,
      String client,
      Map<String, Map<String, String>> others,
      VaultLookup vault) {
    Map<String, Map<String, String>> all = new HashMap<>(others);
    all.put("own", own);
    return RawConfig.of(new StoredConfig(STEP, step), realm(all), vault)
        .forClient(client, realm(all), vault);
  }

  private static ConfigResult parsed(Map<String, String> step, Map<String, String> own) {
    return parsed(step, own, NO_VAULT);
  }

  private static ConfigResult parsed(
      Map<String, String> step, Map<String, String> own, VaultLookup vault) {
    return new SettingsParser(AllowedRoutes.DEFAULT)
        .parse(raw(step, own, "shop", Map.of(), vault), vault);
  }

  private static DuoMfaSettings valid(ConfigResult result) {
    return result.match(
        ConfigResult.Valid::settings,
        invalid -> {
          throw new AssertionError(invalid.problems());
        });
  }

  private static List<String> problems(ConfigResult result) {
    return result.match(valid -> List.of(), invalid -> ConfigProblem.sentences(invalid.problems()));
  }

  @Example
  void winsWithWhatItSetsAndTakesTheRest() {
    DuoMfaSettings settings =
        valid(
            parsed(
                step("duo.timeout", "30", "duo.push_limit", "7"),
                Map.of("duo.ikey", "DISHOP", "duo.skey", "shopkey", "duo.timeout", "20")));

    assertThat(settings.integration().ikey()).isEqualTo("DISHOP");
    assertThat(settings.connection().host().host()).isEqualTo("api-1.duosecurity.com");
    assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(20));
    assertThat(settings.pushLimit()).isEqualTo(7);
    assertThat(settings.source()).isEqualTo(new ConfigSource("own", "own"));
  }

  @Example
  void doesNotWinByADefaultThatTheConsoleStoresForEveryField() {
    DuoMfaSettings settings =
        valid(parsed(step("duo.timeout", "30"), Map.of("duo.ikey", "DISHOP", "duo.timeout", "60")));

    assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.shared().sentences())
        .singleElement()
        .asString()
        .startsWith("client.configs: options that have their default")
        .endsWith("duo.timeout");
  }

  @Example
  void leavesOtherClientsAlone() {
    RawConfig other = raw(step(), Map.of("duo.ikey", "DISHOP"), "wiki", Map.of(), NO_VAULT);

    assertThat(other)
        .isEqualTo(RawConfig.of(new StoredConfig(STEP, step()), realm(Map.of()), NO_VAULT));
    assertThat(other.source()).isEqualTo(STEP);
    assertThat(other.problems()).isEmpty();
  }

  @Example
  void isWrongForItsClientOnlyAndSaysWhy() {
    String expected =
        ": expected the alias of one configuration of this extension in the realm that has neither"
            + " shared.config nor client.configs itself; ";
    Map<Map<String, String>, String> faults =
        Map.of(
            Map.of("defaultProvider", "google"),
            "that configuration is not one of this extension",
            Map.of("duo.ikey", "DI", "shared.config", "own"),
            "that configuration itself has a shared.config",
            Map.of("duo.ikey", "DI", "client.configs", "[{}]"),
            "that configuration itself has a client.configs");
    faults.forEach(
        (wrong, reason) ->
            assertThat(raw(step(), Map.of(), "bank", Map.of("wrong", wrong), NO_VAULT).problems())
                .extracting(ConfigProblem::sentence)
                .containsExactly(
                    "client.configs: invalid value \"wrong\" for the client \"bank\""
                        + expected
                        + reason));
    assertThat(raw(step(), Map.of(), "bank", Map.of(), NO_VAULT).problems())
        .extracting(ConfigProblem::sentence)
        .containsExactly(
            "client.configs: invalid value \"wrong\" for the client \"bank\""
                + expected
                + "there is no configuration of that alias");
    assertThat(parsed(step(), Map.of("duo.timeout", "20"))).isInstanceOf(ConfigResult.Valid.class);
  }

  @Example
  void mayHaveFieldsOfThoseOptionsThatWereNotTouched() {
    Map<String, String> emptied =
        Map.of("duo.ikey", "DISHOP", "client.configs", "[]", "shared.config", " ");

    assertThat(valid(parsed(step(), emptied)).integration().ikey()).isEqualTo("DISHOP");
  }

  @Example
  void isWrongForAClientThatIsNamedTwice() {
    Map<String, String> twice =
        step(
            "client.configs",
            "[{\"key\":\"shop\",\"value\":\"own\"},{\"key\":\"shop\",\"value\":\"own\"}]");

    assertThat(problems(parsed(twice, Map.of("duo.ikey", "DI"))))
        .singleElement()
        .asString()
        .endsWith("the client is there 2 times");
  }

  @Example
  void saysInWhichConfigurationAnOptionIsWrong() {
    assertThat(problems(parsed(step(), Map.of("duo.timeout", "sixty"))))
        .containsExactly(
            "duo.timeout: invalid value \"sixty\": expected an integer from 1 to 600"
                + " (client.configs: \"own\")");
  }

  @Example
  void neverShowsAMapThatIsInTheVault() {
    VaultLookup vault =
        text ->
            Optional.of("[{\"key\":\"shop\",\"value\":\"hidden\"}]")
                .filter(map -> text.equals("${vault.clients}"));

    assertThat(problems(parsed(step("client.configs", "${vault.clients}"), Map.of(), vault)))
        .singleElement()
        .asString()
        .startsWith("client.configs: invalid value for the client \"shop\"")
        .doesNotContain("hidden");
  }

  @Example
  void reachesThroughASharedConfiguration() {
    RawConfig raw =
        raw(
            Map.of("shared.config", "common"),
            Map.of("duo.ikey", "DISHOP"),
            "shop",
            Map.of("common", step("duo.timeout", "30")),
            NO_VAULT);

    assertThat(raw.options())
        .containsEntry("duo.ikey", "DISHOP")
        .containsEntry("duo.skey", "stepkey")
        .containsEntry("duo.timeout", "30")
        .doesNotContainKeys("client.configs", "shared.config");
  }

  /** The keys of a client are set in its own configuration, whatever store the step has. */
  @Example
  void isNotOverruledByTheCredentialStoreOfTheStep() {
    VaultLookup vault =
        text ->
            Optional.ofNullable(
                Map.of(
                        "${vault.corp_duo_skey}", "vaultkey",
                        "${vault.corp_duo_ikey}", "DIVAULT",
                        "${vault.shop_duo_skey}", "shopvaultkey")
                    .get(text));
    Map<String, String> step = step("credential_store.name", "corp");

    DuoMfaSettings own =
        valid(parsed(step, Map.of("duo.ikey", "DISHOP", "duo.skey", "shopkey"), vault));
    assertThat(own.integration()).isEqualTo(new DuoIntegration("DISHOP", new Secret("shopkey")));
    DuoMfaSettings rest = valid(parsed(step, Map.of("duo.timeout", "20"), vault));
    assertThat(rest.integration()).isEqualTo(new DuoIntegration("DIVAULT", new Secret("vaultkey")));
    DuoMfaSettings demanded =
        valid(parsed(step, Map.of("duo.ikey", "DISHOP", "duo.skey", "$"), vault));
    assertThat(demanded.integration())
        .isEqualTo(new DuoIntegration("DISHOP", new Secret("vaultkey")));
    DuoMfaSettings stored =
        valid(parsed(step, Map.of("duo.ikey", "DISHOP", "credential_store.name", "shop"), vault));
    assertThat(stored.integration())
        .isEqualTo(new DuoIntegration("DISHOP", new Secret("shopvaultkey")));
  }

  @Example
  void reportsTheNameOfAStoreThatIsWrong() {
    assertThat(problems(parsed(step("credential_store.name", "a/b"), Map.of("duo.ikey", "DI"))))
        .singleElement()
        .asString()
        .startsWith("credential_store.name: invalid value");
  }

  @Example
  void hasAFingerprintThatOtherClientsDoNotChange() {
    Map<String, String> own = Map.of("duo.ikey", "DISHOP");
    String before = valid(parsed(step(), own)).fingerprint();
    String after =
        valid(parsed(step("client.configs", "[{\"key\":\"shop\",\"value\":\"own\"}]"), own))
            .fingerprint();

    assertThat(after).isEqualTo(before);
    assertThat(valid(parsed(step(), Map.of("duo.ikey", "DIX"))).fingerprint()).isNotEqualTo(before);
    assertThat(valid(parsed(step("duo.timeout", "30"), own)).fingerprint()).isNotEqualTo(before);
  }

  @Property
  void takesEachOptionFromTheFirstLayerThatSetsIt(
      @ForAll("layers") Map<String, String> own,
      @ForAll("layers") Map<String, String> step,
      @ForAll("layers") Map<String, String> common) {
    Map<String, String> lower = new HashMap<>(step);
    lower.put("shared.config", "common");
    lower.put("client.configs", "[{\"key\":\"shop\",\"value\":\"own\"}]");
    own.put("duo.ikey", "DI");
    common.put("duo.ikey", "DI");
    Map<String, String> all = raw(lower, own, "shop", Map.of("common", common), NO_VAULT).options();

    for (String key : List.of("duo.timeout", "duo.mode", "auth.prompt")) {
      String fallback = SettingKey.of(key).flatMap(SettingKey::defaultValue).orElseThrow();
      String expected =
          List.of(own, step, common).stream()
              .map(layer -> layer.getOrDefault(key, "").strip())
              .filter(value -> !value.isEmpty() && !value.equals(fallback))
              .findFirst()
              .orElse(fallback);
      String found = all.getOrDefault(key, "").strip();
      assertThat(found.isEmpty() ? fallback : found).isEqualTo(expected);
    }
  }

  @Provide
  Arbitrary<Map<String, String>> layers() {
    return Arbitraries.maps(
        Arbitraries.of("duo.timeout", "duo.mode", "auth.prompt"),
        Arbitraries.of("", " ", "60", "30", "form", "universal", "Code"));
  }
}
