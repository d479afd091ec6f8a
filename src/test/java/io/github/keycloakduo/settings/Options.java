package io.github.keycloakduo.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A stored configuration and the vault beside it; each test states only what differs. */
record Options(Map<String, String> stored, Map<String, String> vault) {
  private static final SettingsParser PARSER =
      new SettingsParser(AllowedRoutes.parse("duo.example:8443", ""));

  static Options none() {
    return new Options(Map.of(), Map.of());
  }

  /** The least that is valid. */
  static Options least() {
    return none()
        .with("duo.ikey", "DIXXXXXXXXXXXXXXXXXX")
        .with("duo.skey", "deadbeefdeadbeefdeadbeefdeadbeefdeadbeef")
        .with("duo.host", "api-12345678.duosecurity.com");
  }

  Options with(String key, String value) {
    return new Options(put(stored, key, value), vault);
  }

  Options without(SettingKey key) {
    Map<String, String> fewer = new TreeMap<>(stored);
    fewer.remove(key.id());
    return new Options(fewer, vault);
  }

  /** The value stands in the vault, and an expression in its place. */
  Options inVault(SettingKey key, String value) {
    String expression = "${vault." + key.id().replace('.', '-') + "}";
    return new Options(put(stored, key.id(), expression), put(vault, expression, value));
  }

  ConfigResult parse() {
    VaultLookup lookup = expression -> Optional.ofNullable(vault.get(expression));
    return PARSER.parse(RawConfig.of(stored, SharedSamples::named, lookup), lookup);
  }

  DuoMfaSettings valid() {
    assertThat(parse()).isInstanceOf(ConfigResult.Valid.class);
    return ((ConfigResult.Valid) parse()).settings();
  }

  List<String> problems() {
    assertThat(parse()).isInstanceOf(ConfigResult.Invalid.class);
    return ConfigProblem.sentences(((ConfigResult.Invalid) parse()).problems());
  }

  private static Map<String, String> put(Map<String, String> map, String key, String value) {
    Map<String, String> more = new TreeMap<>(map);
    more.put(key, value);
    return more;
  }
}
