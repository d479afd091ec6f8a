package io.github.keycloakduo.keycloak.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.keycloak.browser.DuoMfaAuthenticatorFactory;
import io.github.keycloakduo.settings.AllowedRoutes;
import io.github.keycloakduo.settings.ConfigResult;
import io.github.keycloakduo.settings.DuoMfaSettings;
import io.github.keycloakduo.settings.SettingKey;
import io.github.keycloakduo.settings.SettingsParser;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.keycloak.provider.ProviderConfigProperty;

class ConfigFormTest {
  @Test
  void declaresEveryKeyOnceAndNothingElse() {
    assertThat(ConfigForm.properties())
        .extracting(ProviderConfigProperty::getName)
        .containsExactlyElementsOf(Arrays.stream(SettingKey.values()).map(SettingKey::id).toList());
    assertThat(new DuoMfaAuthenticatorFactory().getConfigProperties())
        .hasSameSizeAs(SettingKey.values());
  }

  /** Without a default: a new key does not compile until its type is stated. */
  @ParameterizedTest
  @EnumSource
  void asksForEachKeyInAFieldOfItsType(SettingKey key) {
    String type =
        switch (key) {
          case DUO_IKEY,
              DUO_HOST,
              AUTH_PROMPT,
              HELP_URL,
              HELP_TEXT,
              USER_LIST_NAME,
              MAPPING_LDAP_ATTRIBUTE,
              MAPPING_USER_ATTRIBUTE,
              APPEND_DOMAIN,
              LDAP_SERVER_NAME,
              CREDENTIAL_STORE_NAME,
              HTTPS_PROXY_SERVER,
              HTTPS_PROXY_USERNAME,
              QUESTION_1_KEY,
              QUESTION_1_PROMPT,
              QUESTION_2_KEY,
              QUESTION_2_PROMPT,
              QUESTION_3_KEY,
              QUESTION_3_PROMPT,
              QUESTION_4_KEY,
              QUESTION_4_PROMPT,
              QUESTION_5_KEY,
              QUESTION_5_PROMPT,
              SHARED_CONFIG ->
              ProviderConfigProperty.STRING_TYPE;
          case DUO_SKEY, HTTPS_PROXY_PASSWORD -> ProviderConfigProperty.PASSWORD;
          case DUO_TIMEOUT,
              DUO_PUSH_LIMIT,
              CONNECTION_LIMIT_LIMIT,
              CACHE_SOFT_TIMEOUT,
              CACHE_HARD_TIMEOUT,
              CACHE_REUSE_LIMIT,
              HTTPS_PROXY_PORT,
              GATEWAY_MAX_WAITING ->
              ProviderConfigProperty.INTEGER_TYPE;
          case DUO_IGNORE_CONN_ERR,
              DUO_IGNORE_SERVER_ERR,
              DUO_AUTOPUSH,
              DUO_PUSH_INFO,
              AUTH_DISABLE_ECHO,
              CACHE_ASK,
              IGNORE_UPN_SUFFIX,
              QUESTION_1_DISABLE_ECHO,
              QUESTION_2_DISABLE_ECHO,
              QUESTION_3_DISABLE_ECHO,
              QUESTION_4_DISABLE_ECHO,
              QUESTION_5_DISABLE_ECHO,
              GATEWAY_OTP_IN_USERNAME ->
              ProviderConfigProperty.BOOLEAN_TYPE;
          case DUO_MODE,
              DUO_UNENROLLED,
              CONNECTION_LIMIT_ACTION,
              CACHE_BIND,
              USER_LIST_ALLOW,
              GROUPS_ALLOW,
              LOG_LEVEL ->
              ProviderConfigProperty.LIST_TYPE;
          case DUO_FACTORS,
              DUO_OUTAGE_FACTORS,
              USER_LIST_EXCEPT,
              GROUPS_EXCEPT,
              NETWORK_EXEMPT,
              NETWORK_REQUIRE,
              GATEWAY_CLIENTS ->
              ProviderConfigProperty.MULTIVALUED_STRING_TYPE;
          case DUO_CA_CERTIFICATES -> ProviderConfigProperty.TEXT_TYPE;
          case MAPPING_EXPLICIT -> ProviderConfigProperty.MAP_TYPE;
        };
    assertThat(property(key).getType()).isEqualTo(type);
  }

  @ParameterizedTest
  @EnumSource
  void marksSecretsAndOnlyThem(SettingKey key) {
    boolean secret = key == SettingKey.DUO_SKEY || key == SettingKey.HTTPS_PROXY_PASSWORD;
    assertThat(property(key).isSecret()).isEqualTo(secret);
  }

  @ParameterizedTest
  @EnumSource
  void explainsEachKeyAndOffersItsWords(SettingKey key) {
    assertThat(property(key).getLabel()).isNotBlank().isNotEqualTo(key.id());
    assertThat(property(key).getHelpText()).isNotBlank();
    if (property(key).getType().equals(ProviderConfigProperty.LIST_TYPE)) {
      assertThat(property(key).getOptions()).containsAll(key.options());
      // The console preselects the first where there is no default.
      assertThat(key.options()).contains(key.defaultValue().orElse(key.options().get(0)));
      assertThat(property(key).getOptions().get(0).isEmpty())
          .isEqualTo(key.defaultValue().isEmpty());
    }
  }

  @Test
  void savesDefaultsThatMeanTheSameAsNothing() {
    Map<String, String> least =
        Map.of("duo.ikey", "DI", "duo.skey", "key", "duo.host", "api-1.duosecurity.com");
    Map<String, String> saved = new HashMap<>(least);
    for (ProviderConfigProperty property : ConfigForm.properties()) {
      Object value = property.getDefaultValue();
      if (value instanceof List<?> list) {
        saved.put(
            property.getName(),
            list.stream().map(Object::toString).collect(Collectors.joining("##")));
      } else if (value != null) {
        saved.put(property.getName(), value.toString());
      } else if (property.getType().equals(ProviderConfigProperty.LIST_TYPE)) {
        // The console saves the first choice where there is no default.
        saved.put(property.getName(), property.getOptions().get(0));
      }
    }
    assertThat(saved).hasSizeGreaterThan(least.size());
    assertThat(parsed(saved))
        .usingRecursiveComparison()
        .ignoringFields("fingerprint")
        .isEqualTo(parsed(least));
  }

  private static DuoMfaSettings parsed(Map<String, String> stored) {
    ConfigResult parsed =
        new SettingsParser(AllowedRoutes.DEFAULT).parse(stored, none -> Optional.empty());
    assertThat(parsed).isInstanceOf(ConfigResult.Valid.class);
    return ((ConfigResult.Valid) parsed).settings();
  }

  private static ProviderConfigProperty property(SettingKey key) {
    return ConfigForm.properties().get(key.ordinal());
  }
}
