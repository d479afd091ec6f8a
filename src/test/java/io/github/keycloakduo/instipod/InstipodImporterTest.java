package io.github.keycloakduo.instipod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.keycloakduo.importing.Action;
import io.github.keycloakduo.importing.ImportResult.Converted;
import io.github.keycloakduo.importing.ReportLine;
import io.github.keycloakduo.settings.AllowedRoutes;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstipodImporterTest {
  private static final String ALL_FACTORS = "push##passcode##sms##phone##security_key";

  @Test
  void aConfigurationBecomesOneInUniversalMode() {
    Converted converted =
        Exports.converted(Exports.config("Duo", Exports.least("duoFailSafe", "true")));

    assertThat(converted.config())
        .containsOnly(
            entry("duo.mode", "universal"),
            entry("duo.factors", ALL_FACTORS),
            entry("duo.ikey", "DIMAINMAINMAINMAINMA"),
            entry("duo.skey", "${vault.Duo_duo_skey}"),
            entry("duo.host", Exports.HOST),
            entry("duo.ignore_conn_err", "true"));
    assertThat(converted.clientConfigs()).isEmpty();
    assertThat(converted.ready()).isTrue();
    assertThat(Exports.lines(converted, "duoIntegrationKey")).containsExactly("renamed duo.ikey");
    assertThat(Exports.lines(converted, "duoSecretKey")).containsExactly("vault Duo_duo_skey");
    assertThat(Exports.lines(converted, "duoApiHostname")).containsExactly("renamed duo.host");
    assertThat(Exports.lines(converted, "duoFailSafe"))
        .containsExactly("renamed duo.ignore_conn_err");
    assertThat(converted.report()).extracting(ReportLine::section).containsOnly("Duo");
  }

  @Test
  void anAliasThatIsGivenNamesTheVaultEntries() {
    Converted converted =
        Exports.converted(
            Exports.read(Exports.json(Exports.config("Duo", Exports.least())), "north", ""));
    assertThat(converted.config()).containsEntry("duo.skey", "${vault.north_duo_skey}");
  }

  @Test
  void aConfigurationNeedsNeitherIdNorAlias() {
    Converted converted = Exports.converted(Map.of("config", Exports.least()));
    assertThat(converted.config()).containsEntry("duo.skey", "${vault.duo_duo_skey}");
    assertThat(converted.ready()).isTrue();
  }

  @Test
  void anAliasMayHaveQuotationMarksAndBackslashes() {
    Converted converted = Exports.converted(Exports.config("the \"old\\new\"", Exports.least()));
    assertThat(converted.report()).extracting(ReportLine::section).containsOnly("the \"old\\new\"");
  }

  @Test
  void aSecretThatIsInAVaultStaysThere() {
    Converted converted =
        Exports.converted(Exports.config("Duo", Exports.least("duoSecretKey", "${vault.duo-key}")));
    assertThat(converted.config()).containsEntry("duo.skey", "${vault.duo-key}");
    assertThat(Exports.lines(converted, "duoSecretKey")).containsExactly("renamed duo.skey");
    assertThat(converted.ready()).isTrue();
  }

  @Test
  void anOptionOfKeycloakIsStoredAsItIs() {
    Converted converted =
        Exports.converted(Exports.config("Duo", Exports.least("default.reference.value", "mfa")));
    assertThat(converted.config()).containsEntry("default.reference.value", "mfa");
  }

  @Test
  void overridesBecomeConfigurationsOfTheirOwn() {
    Map<String, String> options =
        Exports.least(
            "duoClientIds",
            Exports.SHOP
                + ",DISHOP00000000000000,"
                + Exports.SHOP_SKEY
                + "##"
                + Exports.WIKI.toUpperCase(Locale.ROOT)
                + ", DIWIKI00000000000000 ,wiki-secret-key-0123456789-0000000000000,api-wiki.duosecurity.com");
    Converted converted =
        Exports.converted(
            Exports.realm("north", List.of(Exports.config("Duo", options)), List.of("Duo")));

    assertThat(converted.config())
        .containsEntry(
            "client.configs",
            "[{\"key\":\"shop\",\"value\":\"Duo-shop\"},"
                + "{\"key\":\"https://wiki.example/saml\",\"value\":\"Duo-https-wiki.example-saml\"}]");
    assertThat(converted.clientConfigs())
        .containsExactly(
            entry(
                "Duo-shop",
                Map.of(
                    "duo.ikey", "DISHOP00000000000000", "duo.skey", "${vault.Duo-shop_duo_skey}")),
            entry(
                "Duo-https-wiki.example-saml",
                Map.of(
                    "duo.ikey",
                    "DIWIKI00000000000000",
                    "duo.skey",
                    "${vault.Duo-https-wiki.example-saml_duo_skey}",
                    "duo.host",
                    "api-wiki.duosecurity.com")));
    assertThat(Exports.lines(converted, "duoClientIds"))
        .containsExactly(
            "renamed client.configs",
            "renamed client.configs",
            "renamed duo.ikey",
            "vault Duo-shop_duo_skey",
            "renamed duo.ikey",
            "vault Duo-https-wiki.example-saml_duo_skey",
            "renamed duo.host");
    assertThat(Exports.message(converted, "duoClientIds"))
        .contains("the client \"shop\" has the configuration \"Duo-shop\"");
    assertThat(converted.toString()).doesNotContain("canary").doesNotContain("wiki-secret");
  }

  @Test
  void theServerKnowsClientsBetterThanTheFile() {
    String file =
        Exports.json(
            Exports.config(
                "Duo",
                Exports.least(
                    "duoClientIds",
                    Exports.SHOP
                        + ",DISHOP00000000000000,shop-secret-0000000000000000000000000000")));
    InstipodImporter importer =
        new InstipodImporter(
            AllowedRoutes.parse("", ""),
            id -> id.equals(Exports.SHOP) ? Optional.of("store") : Optional.empty());
    Converted converted =
        Exports.converted(importer.read(file.getBytes(StandardCharsets.UTF_8), "", ""));
    assertThat(converted.config().get("client.configs")).contains("\"store\"");
  }

  @Test
  void aClientThatIsNotKnownIsLeftToDo() {
    Converted converted =
        Exports.converted(
            Exports.config(
                "Duo",
                Exports.least(
                    "duoClientIds", Exports.SHOP + ",DISHOP00000000000000," + Exports.SHOP_SKEY)));

    assertThat(Exports.lines(converted, "duoClientIds")).containsExactly("todo client.configs");
    assertThat(Exports.message(converted, "duoClientIds")).contains(Exports.SHOP);
    assertThat(converted.config()).doesNotContainKey("client.configs");
    assertThat(converted.clientConfigs()).isEmpty();
  }

  @Test
  void aClientWithoutAClientIdIsNotKnown() {
    Map<String, Object> realm = new HashMap<>(realm(twoIds()));
    realm.put(
        "clients", List.of(Map.of("id", Exports.SHOP), Map.of("id", Exports.WIKI, "clientId", "")));
    Converted converted = Exports.converted(realm);
    assertThat(converted.clientConfigs()).isEmpty();
    assertThat(Exports.lines(converted, "duoClientIds"))
        .containsExactly("todo client.configs", "todo client.configs");
  }

  @Test
  void anOverrideWithAnEmptyHostHasThatOfTheConfiguration() {
    Converted converted =
        realmWith(Exports.SHOP + ",DISHOP00000000000000," + Exports.SHOP_SKEY + ",");
    assertThat(converted.clientConfigs().get("Duo-shop")).containsOnlyKeys("duo.ikey", "duo.skey");
  }

  @Test
  void theLastOverrideOfAClientCounts() {
    String entries =
        Exports.SHOP
            + ",DIOLD000000000000000,old-secret-00000000000000000000000000000##"
            + Exports.SHOP
            + ",DINEW000000000000000,new-secret-00000000000000000000000000000";
    Converted converted = realmWith(entries);

    assertThat(converted.clientConfigs().get("Duo-shop"))
        .containsEntry("duo.ikey", "DINEW000000000000000");
    assertThat(Exports.lines(converted, "duoClientIds").get(0)).isEqualTo("todo client.configs");
    assertThat(Exports.message(converted, "duoClientIds")).contains("a later entry");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shop",
        "a,b",
        "a,b,c,d,e",
        ",,",
        Exports.SHOP + ",,secret-key-0123456789",
        Exports.SHOP + ",DISHOP00000000000000,",
      })
  void aMalformedOverrideIsLeftToDo(String entries) {
    Converted converted = realmWith(entries);
    assertThat(converted.clientConfigs()).isEmpty();
    assertThat(converted.config()).doesNotContainKey("client.configs");
    assertThat(Exports.lines(converted, "duoClientIds")).containsOnly("todo client.configs");
    assertThat(converted.report().toString()).doesNotContain("secret-key");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DISHOP00000000000000," + Exports.SHOP_SKEY + ",duo.evil.example | duo.host",
        "DISHOP," + Exports.SHOP_SKEY + " | duo.ikey",
        "DISHOP00000000000000,canary-shop | duo.skey",
      })
  void anOverrideThatALoginWouldRefuseIsLeftToDo(String values, String key) {
    Converted converted = realmWith(Exports.SHOP + "," + values);
    assertThat(converted.clientConfigs()).isEmpty();
    assertThat(Exports.lines(converted, "duoClientIds")).containsExactly("todo client.configs");
    assertThat(Exports.message(converted, "duoClientIds"))
        .contains("is not taken for the client \"shop\": " + key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "**********," + Exports.SHOP_SKEY,
        Exports.SHOP_SKEY + "," + Exports.SHOP_SKEY,
        "DISHOP00000000000000," + Exports.SHOP_SKEY + "," + Exports.SHOP_SKEY,
        "DISHOP00000000000000," + Exports.SHOP_SKEY + "," + Exports.SKEY,
      })
  void anOverrideThatIsMaskedOrHasASecretInTheWrongPlaceIsLeftToDo(String values) {
    Converted converted = realmWith(Exports.SHOP + "," + values);
    assertThat(converted.clientConfigs()).isEmpty();
    assertThat(Exports.lines(converted, "duoClientIds")).containsExactly("todo client.configs");
    assertThat(Exports.message(converted, "duoClientIds"))
        .isEqualTo("\nentry 1 is not taken: it is masked, or has a secret in the wrong place");
  }

  @Test
  void aliasesOfClientsAreUnique() {
    String third = "##third,DITHREE0000000000000,three-secret-000000000000000000000000000";
    Map<String, Object> realm = new HashMap<>(realm(twoIds() + third));
    realm.put(
        "clients",
        List.of(
            Map.of("id", Exports.SHOP, "clientId", "a/b"),
            Map.of("id", Exports.WIKI, "clientId", "A:b"),
            Map.of("id", "third", "clientId", "a b")));
    Converted converted = Exports.converted(realm);
    assertThat(converted.clientConfigs().keySet())
        .containsExactly("Duo-a-b", "Duo-A-b-2", "Duo-a-b-3");
  }

  private static String twoIds() {
    return Exports.SHOP
        + ",DIONE000000000000000,one-secret-00000000000000000000000000000##"
        + Exports.WIKI
        + ",DITWO000000000000000,two-secret-00000000000000000000000000000";
  }

  private static Map<String, Object> realm(String overrides) {
    return Exports.realm(
        "north",
        List.of(Exports.config("Duo", Exports.least("duoClientIds", overrides))),
        List.of("Duo"));
  }

  private static Converted realmWith(String overrides) {
    return Exports.converted(realm(overrides));
  }

  @ParameterizedTest
  @CsvSource({
    "duoFailSafe, yes, todo duo.ignore_conn_err",
    "duoFailSafe, FALSE, renamed duo.ignore_conn_err",
    "duoFailSafe, '', taken ''",
    "duoGroups, staff, todo ''",
    "duoGroups, none, taken ''",
    "duoCondUserRole, admin, todo ''",
    "duoSkipCondUserRole, admin, todo ''",
    "duoUseImpersonator, true, todo ''",
    "duoImpersonatorX, true, todo ''",
    "duoColour, blue, unknown ''",
    "default.reference.value, mfa, taken default.reference.value",
    "duoClientIds, '', taken client.configs",
    "duoClientIds, ##, taken client.configs",
    "duoClientIds, **********, todo client.configs",
  })
  void saysWhatBecomesOfAnOption(String option, String value, String line) {
    Converted converted = Exports.converted(Exports.config("Duo", Exports.least(option, value)));
    assertThat(Exports.lines(converted, option)).containsExactly(line.replace("''", ""));
  }

  @Test
  void aFailSafeThatIsNoBooleanLetsNobodyIn() {
    Converted converted =
        Exports.converted(Exports.config("Duo", Exports.least("duoFailSafe", "on")));
    assertThat(converted.config()).doesNotContainKey("duo.ignore_conn_err");
  }

  @Test
  void whatIsMissingIsLeftToDo() {
    Converted converted =
        Exports.converted(
            Exports.config("Duo", Map.of("duoApiHostname", "none", "duoIntegrationKey", " ")));
    assertThat(converted.ready()).isFalse();
    assertThat(Exports.lines(converted, "duoApiHostname"))
        .containsExactlyInAnyOrder("taken ", "todo duo.host");
    assertThat(Exports.lines(converted, "duoIntegrationKey"))
        .containsExactlyInAnyOrder("taken ", "todo duo.ikey");
    assertThat(Exports.lines(converted, "duoSecretKey")).containsExactly("todo duo.skey");
  }

  @Test
  void aMaskedSecretIsAnEntryOfTheVault() {
    Map<String, String> options = Exports.least("duoSecretKey", "**********");
    options.put("duoIntegrationKey", "**********");
    Converted converted = Exports.converted(Exports.config("Duo", options));
    assertThat(Exports.lines(converted, "duoSecretKey")).containsExactly("vault Duo_duo_skey");
    assertThat(Exports.lines(converted, "duoIntegrationKey"))
        .containsExactly("todo duo.ikey", "todo duo.ikey");
    assertThat(converted.config().toString()).doesNotContain("***");
  }

  @Test
  void theMaskOfASecretIsNoSecret() {
    Map<String, String> options = Exports.least("duoSecretKey", "**********");
    options.put("duoApiHostname", "api-**********.duosecurity.com");
    Converted converted = Exports.converted(Exports.config("Duo", options));
    assertThat(Exports.message(converted, "duoApiHostname"))
        .contains("duo.host: invalid value")
        .doesNotContain("secret");
  }

  @Test
  void aSecretInTheWrongPlaceIsNotShown() {
    Map<String, String> options = Exports.least("duoApiHostname", Exports.SKEY);
    options.put("duoIntegrationKey", "x" + Exports.SKEY);
    options.put(Exports.SKEY, "x");
    options.put(
        "duoClientIds",
        Exports.SHOP + "," + Exports.SKEY + ",b##" + Exports.SKEY + ",DI,c-secret-0123456");
    Converted converted =
        Exports.converted(
            Exports.realm("north", List.of(Exports.config("Duo", options)), List.of("Duo")));
    assertThat(converted.toString()).doesNotContain("canary").doesNotContain("c-secret");
    assertThat(Exports.message(converted, "duoApiHostname"))
        .isEqualTo(
            "\nis not taken: it has the text of a secret in it\nduo.host is missing; it is required");
  }

  @ParameterizedTest
  @CsvSource({
    "duoApiHostname, evil.example, duo.host",
    "duoIntegrationKey, DITOOSHORT, duo.ikey",
    "duoSecretKey, canary-too-short, duo.skey",
  })
  void aValueThatALoginWouldRefuseIsNotTaken(String option, String value, String key) {
    Converted converted = Exports.converted(Exports.config("Duo", Exports.least(option, value)));

    assertThat(converted.config()).doesNotContainKey(key);
    assertThat(converted.ready()).isFalse();
    assertThat(Exports.lines(converted, option)).containsExactly("todo " + key, "todo " + key);
    assertThat(Exports.message(converted, option))
        .contains(key + ": invalid value")
        .contains(key + " is missing")
        .doesNotContain(value);
    assertThat(converted.report())
        .filteredOn(line -> !line.option().equals(option))
        .extracting(ReportLine::option)
        .containsAll(
            Exports.least().keySet().stream().filter(other -> !other.equals(option)).toList());
  }

  @Test
  void takesTheOneThatAStepUses() {
    List<Map<String, Object>> configs =
        List.of(
            Exports.config("left over", Exports.least()), Exports.config("Duo", Exports.least()));
    assertThat(Exports.converted(List.of(Exports.realm("north", configs, List.of("Duo")))).report())
        .extracting(ReportLine::section)
        .containsOnly("Duo");
  }

  @Test
  void asksWhichOneIsMeant() {
    List<Map<String, Object>> configs =
        List.of(Exports.config("A", Exports.least()), Exports.config("B", Exports.least()));
    String file =
        Exports.json(
            List.of(
                Exports.realm("north", configs, List.of("A", "B")),
                Exports.realm("south", configs, List.of("A"))));

    assertThat(Exports.errors(file))
        .singleElement()
        .asString()
        .contains("north/A, north/B, south/A");
    assertThat(sectionOf(file, "B")).contains("several");
    assertThat(sectionOf(file, "south/B")).isEqualTo("B");
    assertThat(sectionOf(file, "north/A")).isEqualTo("A");
    assertThat(sectionOf(file, "C"))
        .isEqualTo("the file has no configuration of the authenticator duo-universal of that name");
  }

  /** The section of the report; the first error of a file that is rejected. */
  private static String sectionOf(String file, String wanted) {
    return Exports.read(file, "", wanted)
        .match(
            converted -> converted.report().get(0).section(),
            rejected -> rejected.errors().get(0).text());
  }

  @Test
  void leavesOtherExtensionsAlone() {
    Map<String, Object> realm =
        new HashMap<>(
            Exports.realm(
                "north", List.of(Exports.config("x", Map.of("condUserRole", "y"))), List.of()));
    realm.put(
        "authenticationFlows",
        List.of(
            Map.of(
                "authenticationExecutions",
                List.of(
                    Map.of(
                        "authenticator", "conditional-user-role", "authenticatorConfig", "x")))));
    assertThat(Exports.errors(Exports.json(realm)))
        .containsExactly("the file has no configuration of the authenticator duo-universal");
  }

  @Test
  void hasALimitForOverridesAndOptions() {
    assertThat(Exports.lines(realmWith(overrides(500)), "duoClientIds")).hasSize(500);
    assertThat(Exports.errors(Exports.json(realm(overrides(501)))))
        .containsExactly("the configuration has more than 500 client overrides");
    assertThat(Exports.converted(Exports.config("Duo", options(100))).report())
        .filteredOn(line -> line.action() == Action.UNKNOWN)
        .hasSize(100);
    assertThat(Exports.errors(Exports.json(Exports.config("Duo", options(101)))))
        .containsExactly("config is not an object, or has more than 100 options");
  }

  private static String overrides(int number) {
    return String.join("##", Collections.nCopies(number, Exports.SHOP + ",DI,secret"));
  }

  private static Map<String, String> options(int number) {
    return IntStream.range(0, number).boxed().collect(Collectors.toMap(at -> "o" + at, at -> "x"));
  }
}
