package io.github.keycloakduo.instipod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.keycloakduo.importing.ImportResult.Converted;
import io.github.keycloakduo.importing.ReportLine;
import io.github.keycloakduo.settings.AllowedRoutes;
import java.nio.charset.StandardCharsets;
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

  @Test
  void anOverrideWithAHostThatIsNotAllowedIsLeftToDo() {
    Converted converted =
        realmWith(
            Exports.SHOP
                + ",DISHOP00000000000000,shop-secret-0000000000000000000000000000,duo.evil.example");
    assertThat(converted.clientConfigs()).isEmpty();
    assertThat(Exports.message(converted, "duoClientIds")).contains("shop").contains("duo.host");
  }

  @Test
  void aliasesOfClientsAreUnique() {
    Map<String, Object> realm = new HashMap<>(realm(twoIds()));
    realm.put(
        "clients",
        List.of(
            Map.of("id", Exports.SHOP, "clientId", "a/b"),
            Map.of("id", Exports.WIKI, "clientId", "A:b")));
    Converted converted = Exports.converted(realm);
    assertThat(converted.clientConfigs().keySet()).containsExactly("Duo-a-b", "Duo-A-b-2");
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
  }

  @Test
  void aHostThatIsNotAllowedIsNotTaken() {
    Converted converted =
        Exports.converted(Exports.config("Duo", Exports.least("duoApiHostname", "evil.example")));
    assertThat(converted.config()).doesNotContainKey("duo.host");
    assertThat(Exports.lines(converted, "duoApiHostname")).contains("todo duo.host");
    assertThat(converted.ready()).isFalse();
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
    assertThat(sectionOf(file, "B")).isEqualTo("several");
    assertThat(sectionOf(file, "south/B")).isEqualTo("B");
    assertThat(sectionOf(file, "north/A")).isEqualTo("A");
    assertThat(sectionOf(file, "C")).isEqualTo("none");
  }

  private static String sectionOf(String file, String wanted) {
    return Exports.read(file, "", wanted)
        .match(
            converted -> converted.report().get(0).section(),
            rejected -> rejected.errors().get(0).text().contains("several") ? "several" : "none");
  }

  @Test
  void leavesOtherExtensionsAlone() {
    String file =
        Exports.json(
            Exports.realm(
                "north", List.of(Exports.config("x", Map.of("condUserRole", "y"))), List.of()));
    assertThat(Exports.errors(file)).singleElement().asString().contains("no configuration");
  }

  @Test
  void hasALimitForOverridesAndOptions() {
    String entry = Exports.SHOP + ",DI,secret";
    String many = IntStream.range(0, 501).mapToObj(at -> entry).collect(Collectors.joining("##"));
    assertThat(Exports.errors(Exports.json(realm(many))))
        .containsExactly("the configuration has more than 500 client overrides");
    Map<String, String> options =
        IntStream.range(0, 101).boxed().collect(Collectors.toMap(at -> "o" + at, at -> "x"));
    assertThat(Exports.errors(Exports.json(Exports.config("Duo", options)))).hasSize(1);
  }
}
