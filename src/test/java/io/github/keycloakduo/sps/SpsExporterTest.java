package io.github.keycloakduo.sps;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.importing.ImportResult.Converted;
import io.github.keycloakduo.settings.ConfigResult;
import io.github.keycloakduo.settings.MapEntry;
import io.github.keycloakduo.settings.SettingKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SpsExporterTest {
  private static final Map<String, String> LEAST =
      Map.of(
          "duo.ikey", "DI1",
          "duo.skey", "${vault.key}",
          "duo.host", "api-1.duosecurity.com",
          "ldap_server.name", "corp");

  /** Stored as imports store them; only secrets must be references. */
  @Provide
  Arbitrary<Map<String, String>> configurations() {
    List<Arbitrary<Map<String, String>>> options = new ArrayList<>();
    options.add(Arbitraries.just(LEAST));
    for (SettingKey key : SettingKey.values()) {
      if (key != SettingKey.SHARED_CONFIG
          && key != SettingKey.CLIENT_CONFIGS
          && key != SettingKey.DUO_CA_CERTIFICATES) {
        options.add(
            Arbitraries.oneOf(
                Arbitraries.just(Map.of()), values(key).map(value -> Map.of(key.id(), value))));
      }
    }
    return Combinators.combine(options).as(SpsExporterTest::together).map(SpsExporterTest::valid);
  }

  private static Map<String, String> together(List<Map<String, String>> options) {
    Map<String, String> config = new LinkedHashMap<>();
    options.forEach(config::putAll);
    return config;
  }

  private static Arbitrary<String> values(SettingKey key) {
    Arbitrary<String> words =
        Arbitraries.strings().alpha().numeric().ofMinLength(1).ofMaxLength(12);
    Arbitrary<String> free =
        Arbitraries.oneOf(
            words,
            Arbitraries.of("50%", "%(name)s", "a=b", "[x]", "# a", "a ; b", "$$", "Zoë ✓", "a: b"));
    return switch (key) {
      case DUO_HOST -> words.map(word -> word + ".duosecurity.com");
      case DUO_TIMEOUT -> Arbitraries.integers().between(1, 600).map(String::valueOf);
      case DUO_IKEY, CREDENTIAL_STORE_NAME -> words;
      case HTTPS_PROXY_SERVER -> words;
      case HTTPS_PROXY_PORT -> Arbitraries.integers().between(1, 65535).map(String::valueOf);
      case USER_LIST_NAME -> free.map(name -> "/" + name);
      case APPEND_DOMAIN, MAPPING_LDAP_ATTRIBUTE -> Arbitraries.strings().alpha().ofMinLength(1);
      case NETWORK_EXEMPT, NETWORK_REQUIRE ->
          Arbitraries.of("192.0.2.1", "10.0.0.0/8##2001:db8::/32", "::1##192.0.2.0/24##10.0.0.1");
      case LDAP_SERVER_NAME, AUTH_PROMPT, MAPPING_USER_ATTRIBUTE -> free;
      case QUESTION_1_KEY, QUESTION_2_KEY, QUESTION_3_KEY, QUESTION_4_KEY, QUESTION_5_KEY ->
          words.map(word -> "q" + key.id().charAt(9) + word);
      default -> valuesByType(key, words, free);
    };
  }

  private static Arbitrary<String> valuesByType(
      SettingKey key, Arbitrary<String> words, Arbitrary<String> free) {
    return switch (key.type()) {
      case BOOLEAN -> Arbitraries.of("true", "false");
      case INTEGER -> Arbitraries.integers().greaterOrEqual(0).map(String::valueOf);
      case CHOICE -> Arbitraries.of(key.options());
      case LIST ->
          (key.options().isEmpty() ? words : Arbitraries.of(key.options()))
              .list()
              .uniqueElements()
              .ofMinSize(1)
              .ofMaxSize(4)
              .map(items -> String.join("##", items));
      case MAP -> maps(free);
      case SECRET -> Arbitraries.of("${vault.a}", "${vault.b_c}");
      case STRING, TEXT -> free;
    };
  }

  private static Arbitrary<String> maps(Arbitrary<String> free) {
    Arbitrary<String> users =
        Arbitraries.oneOf(
            Arbitraries.strings().alpha().numeric().ofMinLength(1).map(String::toLowerCase),
            Arbitraries.of("a b", "a@b", "[a", "#a", "a=b", "é", "50%", "Big"));
    return Combinators.combine(users, free)
        .as(MapEntry::new)
        .list()
        .uniqueElements(pair -> pair.name().toLowerCase(Locale.ROOT))
        .ofMaxSize(4)
        .map(MapEntry::toJson);
  }

  private static final Map<String, String> VAULT =
      Map.of("key", "c0ffee", "a", "c0ffee01", "b_c", "c0ffee02");

  /**
   * As many of the options as go together. Few of all that are chosen at random do, but most
   * sections are right as a whole.
   */
  private static Map<String, String> valid(Map<String, String> config) {
    Map<String, Map<String, String>> sections = new LinkedHashMap<>();
    config.forEach(
        (id, value) ->
            sections
                .computeIfAbsent(
                    LEAST.containsKey(id) ? "" : id.replaceFirst("\\..*", ""),
                    section -> new LinkedHashMap<>())
                .put(id, value));
    Map<String, String> chosen = new LinkedHashMap<>();
    sections
        .values()
        .forEach(
            section -> {
              if (!addIfValid(chosen, section)) {
                section.forEach((id, value) -> addIfValid(chosen, Map.of(id, value)));
              }
            });
    return chosen;
  }

  private static boolean addIfValid(Map<String, String> chosen, Map<String, String> more) {
    Map<String, String> together = new LinkedHashMap<>(chosen);
    together.putAll(more);
    boolean valid = Imports.parse(together, VAULT) instanceof ConfigResult.Valid;
    if (valid) {
      chosen.putAll(more);
    }
    return valid;
  }

  /** The edges of sixty options at once would take longer than all else. */
  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void bringsBackEveryValidConfiguration(@ForAll("configurations") Map<String, String> config) {
    SpsExport export = Imports.export(config);
    Converted again = Imports.converted(export.text());
    assertThat(again.config()).isEqualTo(config);
    assertThat(export.changed()).isEmpty();
    assertThat(again.ready()).isTrue();
    assertThat(Imports.export(again.config())).isEqualTo(export);
  }

  @Property
  void saysWhatItCannotBringBack(@ForAll String value) {
    for (SettingKey key : List.of(SettingKey.AUTH_PROMPT, SettingKey.MAPPING_EXPLICIT)) {
      Map<String, String> config = Map.of("duo.timeout", "9", key.id(), value);
      SpsExport export = Imports.export(config);
      Map<String, String> again =
          Imports.of(export.text()) instanceof Converted converted ? converted.config() : Map.of();
      config.forEach(
          (id, stored) ->
              assertThat(export.changed().contains(id))
                  .isEqualTo(!stored.isBlank() && !stored.equals(again.get(id))));
    }
  }

  @Example
  void isStableForWhatWasImported() {
    Map<String, String> config = Imports.converted(Imports.COMPLETE).config();
    SpsExport export = Imports.export(config);
    assertThat(export.changed()).isEmpty();
    assertThat(Imports.converted(export.text()).config()).isEqualTo(config);
    assertThat(export.text())
        .startsWith("[duo]\nikey = $\nskey = $\nhost = api-1234.duosecurity.com\n")
        .contains("[usermapping source=explicit]\nmary = mary.major\njohn = jd\n")
        .contains("[authentication_cache]\n", "reuse_limit = 50\n");
  }

  @Example
  void writesCertificatesOnSeveralLines() {
    String pem = "-----BEGIN CERTIFICATE-----\nMIIB+/=\n-----END CERTIFICATE-----";
    assertThat(Imports.export(Map.of("duo.ca_certificates", pem)).text())
        .isEqualTo(
            """
            [duo]
            ca_certificates = -----BEGIN CERTIFICATE-----
                MIIB+/=
                -----END CERTIFICATE-----
            """);
  }

  @Example
  void writesUsersAsAMapWhereTheFormatHasNoPlaceForThem() {
    String map = MapEntry.toJson(List.of(new MapEntry("a=b", "c"), new MapEntry("d", "$")));
    SpsExport export = Imports.export(Map.of("usermapping.explicit", map));
    assertThat(export.text()).isEqualTo("[usermapping]\nexplicit = " + map + "\n");
    assertThat(export.changed()).isEmpty();
  }
}
