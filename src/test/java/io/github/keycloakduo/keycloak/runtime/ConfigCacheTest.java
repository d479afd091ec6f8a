package io.github.keycloakduo.keycloak.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.settings.AllowedRoutes;
import io.github.keycloakduo.settings.ConfigProblem;
import io.github.keycloakduo.settings.ConfigResult;
import io.github.keycloakduo.settings.DuoMfaSettings;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keycloak.models.AuthenticatorConfigModel;

class ConfigCacheTest {
  private static final Map<String, String> LEAST =
      Map.of("duo.ikey", "DI", "duo.skey", "key", "duo.host", "api-1.duosecurity.com");

  private final ConfigCache source = new ConfigCache(AllowedRoutes.DEFAULT);
  private final FakeRealm realm = new FakeRealm();

  private static Map<String, String> least(String key, String value) {
    Map<String, String> options = new HashMap<>(LEAST);
    options.put(key, value);
    return options;
  }

  private DuoMfaSettings valid(AuthenticatorConfigModel config) {
    ConfigResult parsed = source.of(realm.session(), config);
    assertThat(parsed).isInstanceOf(ConfigResult.Valid.class);
    return ((ConfigResult.Valid) parsed).settings();
  }

  private List<String> problems(AuthenticatorConfigModel config) {
    ConfigResult parsed = source.of(realm.session(), config);
    assertThat(parsed).isInstanceOf(ConfigResult.Invalid.class);
    return ConfigProblem.sentences(((ConfigResult.Invalid) parsed).problems());
  }

  @Test
  void refusesAnExecutionWithoutConfiguration() {
    assertThat(source.of(realm.session(), null)).isInstanceOf(ConfigResult.Invalid.class);
    assertThat(problems(new AuthenticatorConfigModel())).isNotEmpty();
  }

  @Test
  void takesOptionsFromTheSharedConfigurationAndSeesItsChanges() {
    Map<String, String> browser = least("duo.timeout", "30");
    realm.config("browser", browser);
    AuthenticatorConfigModel grant = realm.config("grant", Map.of("shared.config", "browser"));
    assertThat(valid(grant).timeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(valid(grant)).isSameAs(valid(grant));
    String before = valid(grant).fingerprint();
    browser.put("duo.timeout", "40");
    assertThat(valid(grant).timeout()).isEqualTo(Duration.ofSeconds(40));
    assertThat(valid(grant).fingerprint()).isNotEqualTo(before);
  }

  @Test
  void refusesAnAliasThatIsMissingDoubleForeignOrSharedItself() {
    AuthenticatorConfigModel grant = realm.config("grant", least("shared.config", "other"));
    assertThat(problems(grant))
        .singleElement()
        .asString()
        .endsWith("no configuration of that alias");
    realm.config("other", Collections.singletonMap("defaultProvider", null));
    assertThat(problems(grant)).singleElement().asString().endsWith("not one of this extension");
    realm.config("other", LEAST);
    assertThat(problems(grant)).singleElement().asString().contains("several");
    AuthenticatorConfigModel self = realm.config("self", least("shared.config", "self"));
    assertThat(problems(self)).singleElement().asString().endsWith("itself has a shared.config");
  }

  /** As an import of a realm may leave one behind. */
  @Test
  void saysWhichOfTwoConfigurationsOfAnAliasNoStepUses() {
    AuthenticatorConfigModel used = realm.config("duo", LEAST);
    realm.config("duo", LEAST);
    realm.use(used, "browser duo", "duo-mfa");
    AuthenticatorConfigModel grant = realm.config("grant", Map.of("shared.config", "duo"));

    assertThat(problems(grant))
        .singleElement()
        .asString()
        .endsWith(
            "there are several configurations of that alias: id id-0, used by duo-mfa in the flow"
                + " \"browser duo\"; id id-1, used by no step; remove or rename all but one");
  }

  @Test
  void looksUpTheVaultOfASharedConfigurationAtEachLogin() {
    realm.config("browser", least("duo.ikey", "${vault.ikey}"));
    AuthenticatorConfigModel grant = realm.config("grant", Map.of("shared.config", "browser"));
    for (String ikey : List.of("DI1", "DI2")) {
      realm.vault.put("${vault.ikey}", ikey);
      assertThat(valid(grant).integration().ikey()).isEqualTo(ikey);
    }
    assertThat(realm.vaultLooks).containsExactly("${vault.ikey}", "${vault.ikey}");
  }

  @Test
  void seesChangesOfTheCredentialStoreAtEachLogin() {
    AuthenticatorConfigModel config = realm.config("a", least("credential_store.name", "corp"));
    for (String ikey : List.of("DI1", "DI2")) {
      realm.vault.put("${vault.corp_duo_ikey}", ikey);
      assertThat(valid(config).integration().ikey()).isEqualTo(ikey);
    }
  }

  @Test
  void readsAnEntryOfTheCredentialStoreOnce() {
    AuthenticatorConfigModel config = realm.config("a", least("credential_store.name", "corp"));
    realm.vault.put("${vault.corp_duo_ikey}", "DI1");
    assertThat(valid(config).integration().ikey()).isEqualTo("DI1");
    assertThat(realm.vaultLooks).containsOnlyOnce("${vault.corp_duo_ikey}");
    valid(config);
    assertThat(realm.vaultLooks)
        .filteredOn("${vault.corp_duo_ikey}"::equals)
        .as("an entry may change at any time")
        .hasSize(2);
  }

  @Test
  void doesNotAskAgainAndAgainForWhatTheCredentialStoreDoesNotHave() {
    AuthenticatorConfigModel config = realm.config("a", least("credential_store.name", "corp"));
    valid(config);
    int looks = realm.vaultLooks.size();
    assertThat(looks).isGreaterThan(20);
    valid(config);
    assertThat(realm.vaultLooks).hasSize(looks);
  }

  @Test
  void alwaysAsksForWhatMustBeThere() {
    Map<String, String> options = least("credential_store.name", "corp");
    options.put("duo.skey", "$");
    AuthenticatorConfigModel config = realm.config("a", options);
    assertThat(problems(config))
        .contains("duo.skey: the vault has no entry for ${vault.corp_duo_skey}");
    realm.vault.put("${vault.corp_duo_skey}", "key");
    assertThat(valid(config).integration().skey().value()).isEqualTo("key");
  }
}
