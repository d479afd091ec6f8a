package io.github.keycloakduo.sps;

import static io.github.keycloakduo.sps.Imports.converted;
import static io.github.keycloakduo.sps.Imports.line;
import static io.github.keycloakduo.sps.Imports.lines;
import static io.github.keycloakduo.sps.Imports.valid;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.importing.Action;
import io.github.keycloakduo.importing.ImportResult;
import io.github.keycloakduo.importing.ImportResult.Converted;
import io.github.keycloakduo.importing.ReportLine;
import io.github.keycloakduo.settings.AllowedRoutes;
import io.github.keycloakduo.settings.ConfigResult;
import io.github.keycloakduo.settings.DuoMfaSettings;
import io.github.keycloakduo.settings.ListRule;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpsImporterTest {
  private static final String GROUPS = "[whitelist source=ldap_server_group]\n";
  private static final String ALLOW = "whitelist.ldap_server_group.allow";
  private static final String EXCEPT = "whitelist.ldap_server_group.except";

  @Test
  void makesAConfigurationThatLoginsAccept() {
    Converted converted = converted(Imports.COMPLETE);
    DuoMfaSettings settings =
        valid(converted.config(), Map.of("north_duo_ikey", "DI1", "north_duo_skey", Imports.SKEY));
    assertThat(converted.ready()).isTrue();
    assertThat(settings.integration().ikey()).isEqualTo("DI1");
    assertThat(settings.integration().skey().value()).isEqualTo(Imports.SKEY);
    assertThat(settings.connection().host().host()).isEqualTo("api-1234.duosecurity.com");
    assertThat(settings.connection().proxy().orElseThrow().port()).isEqualTo(3128);
    assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(45));
    assertThat(settings.failMode().opensWhenUnreachable()).isFalse();
    assertThat(settings.prompt().text()).contains("Return for a push, or a code:");
    assertThat(settings.prompt().hidesInput()).isTrue();
    assertThat(settings.sessionLimit().orElseThrow().limit()).isEqualTo(2);
    assertThat(settings.grace().orElseThrow().soft()).isEqualTo(Duration.ofMinutes(15));
    assertThat(settings.grace().orElseThrow().hard()).isEqualTo(Duration.ofHours(8));
    assertThat(settings.grace().orElseThrow().reuseLimit()).isEqualTo(50);
    assertThat(settings.exemptions().groups())
        .contains(new ListRule(ListRule.Allow.NO_USER, Set.of("Operators", "Night Shift")));
    assertThat(settings.exemptions().users()).isEmpty();
    assertThat(settings.mapping().explicit()).isEqualTo(Map.of("mary", "mary.major", "john", "jd"));
    assertThat(settings.mapping().directoryAttribute()).contains("description");
    assertThat(settings.mapping().appendDomain()).contains("north.example");
    assertThat(settings.directory()).contains("directory");
    assertThat(settings.questions()).singleElement().extracting("key").isEqualTo("ticket");
  }

  @Test
  void reportsEachOptionOnceInTheOrderOfTheFile() {
    assertThat(converted(Imports.COMPLETE).report())
        .extracting(line -> line.option() + " " + line.action().id())
        .containsExactly(
            "ikey vault",
            "skey vault",
            "host taken",
            "timeout taken",
            "ignore_conn_err taken",
            "prompt taken",
            "disable_echo taken",
            "limit taken",
            "soft_timeout taken",
            "hard_timeout taken",
            "conn_limit renamed",
            "name todo",
            "allow taken",
            "except taken",
            "mary taken",
            "john taken",
            "user_attribute taken",
            "append_domain taken",
            "name todo",
            "name taken",
            "log_level taken",
            "server taken",
            "port taken",
            "key taken",
            "prompt taken",
            "disable_echo taken");
  }

  @Test
  void keepsTheDollarWhereTheCredentialStoreIsNamed() {
    Converted converted =
        converted("[duo]\nikey=$\nskey=c0ffee00\ntimeout=$\n[credential_store]\nname=corp\n");
    assertThat(converted.config())
        .containsEntry("duo.ikey", "$")
        .containsEntry("duo.timeout", "$")
        .containsEntry("duo.skey", "${vault.corp_duo_skey}");
    assertThat(line(converted, "duo", "ikey").key()).isEqualTo("corp_duo_ikey");
    assertThat(line(converted, "duo", "timeout").key()).isEqualTo("corp_duo_timeout");
    assertThat(line(converted, "duo", "skey").key()).isEqualTo("corp_duo_skey");
  }

  @Test
  void namesAnEntryOfItsOwnForADollarWithoutACredentialStore() {
    Converted converted =
        converted(
            "[duo]\nikey=$\nskey=$\nhost=api-1.duosecurity.com\n[credential_store]\nname=a b");
    assertThat(converted.config())
        .containsEntry("duo.ikey", "${vault.duo_duo_ikey}")
        .containsEntry("duo.skey", "${vault.duo_duo_skey}")
        .doesNotContainKey("credential_store.name");
    assertThat(converted.ready()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "Gateway North, Gateway-North_duo_skey",
    "'', duo_duo_skey",
    "n_1.x, n_1.x_duo_skey",
    "ä, -_duo_skey"
  })
  void namesVaultEntriesByTheAlias(String alias, String key) {
    SpsImporter importer = new SpsImporter(AllowedRoutes.DEFAULT);
    byte[] file = "[duo]\nskey=$".getBytes(StandardCharsets.UTF_8);
    assertThat(((Converted) importer.read(file, alias)).report().get(0).key()).isEqualTo(key);
  }

  @Test
  void takesTwoDollarsForOne() {
    Converted converted = converted("[auth]\nprompt=$$\n[usermapping source=explicit]\nbob=$$\n");
    assertThat(converted.config())
        .containsEntry("auth.prompt", "$$")
        .containsEntry("usermapping.explicit", "[{\"key\":\"bob\",\"value\":\"$\"}]");
  }

  @Test
  void saysWhatIsMissing() {
    Converted converted = converted("[authentication_cache]\nreuse_limit=5\n");
    assertThat(converted.ready()).isFalse();
    assertThat(converted.report())
        .contains(
            new ReportLine(
                "duo", "skey", Action.TODO, "duo.skey", "duo.skey is missing; it is required"))
        .extracting(ReportLine::key)
        .contains(
            "duo.ikey",
            "duo.host",
            "authentication_cache.soft_timeout",
            "authentication_cache.hard_timeout");
  }

  /** An option may stand in the credential store without a line in the file. */
  @Test
  void saysWhatTheCredentialStoreMayHave() {
    Converted converted =
        converted(
            "[duo]\n; ikey=\n; skey=\nhost=api-1.duosecurity.com\n[credential_store]\nname=s");
    assertThat(lines(converted, "duo", "skey"))
        .extracting(line -> line.action().id() + " " + line.key())
        .containsExactly("vault s_duo_skey");
    valid(converted.config(), Map.of("s_duo_ikey", "DI1", "s_duo_skey", "c0ffee00"));
  }

  @Test
  void takesTheProperNameWhereAnOptionIsThereTwice() {
    Converted converted =
        converted(
            """
            [duo]
            ignore_connection_error=yes
            ignore_conn_err=no
            [https-proxy]
            server=a.example
            [https_proxy]
            server=b.example
            """);
    assertThat(converted.config())
        .containsEntry("duo.ignore_conn_err", "false")
        .containsEntry("https_proxy.server", "b.example");
    assertThat(line(converted, "duo", "ignore_connection_error").action()).isEqualTo(Action.TODO);
    assertThat(line(converted, "https-proxy", "server").action()).isEqualTo(Action.TODO);
  }

  @Test
  void takesOptionsOfTheDefaultSectionWhereTheyHold() {
    Converted converted = converted("[DEFAULT]\ntimeout=9\ndir=/\n[duo]\n[auth]\n[logging]\n");
    assertThat(converted.config()).isEqualTo(Map.of("duo.timeout", "9"));
    assertThat(line(converted, "DEFAULT", "timeout").action()).isEqualTo(Action.RENAMED);
    assertThat(converted("[DEFAULT]\ntimeout=9\n[duo]\ntimeout=8\n").config())
        .isEqualTo(Map.of("duo.timeout", "8"));
    assertThat(converted("[DEFAULT]\nbob=al\n[usermapping source=explicit]\n").config()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[duo]\nhost=<API-hostname>",
        "[usermapping source=explicit]\n<user-name-1>=bob",
        "[usermapping source=explicit]\nalice=<id-1>",
        "[whitelist source=ldap_server_group]\nexcept=<group-1>,<group-2>",
        "[username_transform]\nappend_domain=<domain-without-@-character>",
        "[duo]\nskey=<API-security-key>",
      })
  void doesNotTakeThePlaceholdersOfTheSample(String file) {
    Converted converted = converted(file);
    assertThat(converted.config()).isEmpty();
    assertThat(converted.report().get(0).action()).isEqualTo(Action.TODO);
  }

  @Test
  void leavesEmptyOptionsToTheirDefaults() {
    Converted converted = converted(Imports.LEAST + "timeout=\n[question_1]\nkey:\n");
    assertThat(converted.config()).containsOnlyKeys("duo.ikey", "duo.skey", "duo.host");
    assertThat(line(converted, "duo", "timeout").action()).isEqualTo(Action.TAKEN);
    assertThat(converted.ready()).isTrue();
  }

  /** Or everybody would be exempt. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "allow=all_users\nexcept=cn=a,dc=b\n",
        "allow=all_users\nexcept=,\n",
        "allow=all_users\nexcept=<group-1>\n",
        "allow=all_users\nexcpet=admins\n",
        "excpet=admins\nallow=all_users\n",
      })
  void takesNoExemptionWithoutItsExceptions(String options) {
    Converted converted = converted(Imports.LEAST + GROUPS + options + "[ldap_server]\nname=x\n");
    assertThat(converted.config()).doesNotContainKeys(ALLOW, EXCEPT);
    assertThat(line(converted, "whitelist source=ldap_server_group", "allow").action())
        .isEqualTo(Action.TODO);
  }

  @Test
  void saysWhereEverybodyIsExempt() {
    Converted converted = converted(GROUPS + "allow=all_users\nexcept=\n");
    assertThat(converted.config()).containsEntry(ALLOW, "all_users");
    assertThat(converted.report().get(0).message()).contains("exempts all");
  }

  @Test
  void isNotReadyWhereExceptionsLackTheirRule() {
    Converted converted =
        converted(Imports.LEAST + GROUPS + "allow=nobody\nexcept=a\n[ldap_server]\nname=x\n");
    assertThat(converted.ready()).isFalse();
    assertThat(Imports.parse(converted.config(), Map.of("duo_duo_skey", "c0ffee00")))
        .isInstanceOf(ConfigResult.Invalid.class);
  }

  @Test
  void takesNoTwoQuestionsWithOneName() {
    Converted converted =
        converted(
            Imports.LEAST + "[question_1]\nkey=a\nprompt=A?\n[question_2]\nkey=A\nprompt=B?\n");
    assertThat(converted.config()).containsEntry("question_1.key", "a");
    assertThat(converted.config()).doesNotContainKey("question_2.key");
    assertThat(converted.ready()).isFalse();
  }

  @Test
  void takesWhatAnotherConfigurationIsToShare() {
    Converted converted = converted("[shared]\nconfig=browser\n[duo]\nhost=$\n");
    assertThat(converted.config())
        .isEqualTo(Map.of("shared.config", "browser", "duo.host", "${vault.duo_duo_host}"));
    assertThat(converted.ready()).isTrue();
  }

  @Test
  void takesNoTextMessagesWithoutPasscodes() {
    Converted converted = converted("[duo]\nfactors=sms\n");
    assertThat(converted.config()).doesNotContainKey("duo.factors");
    assertThat(converted.report())
        .filteredOn(line -> line.key().equals("duo.factors"))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.action()).isEqualTo(Action.TODO);
              assertThat(line.message()).contains("sms without passcode is not accepted");
            });
    assertThat(converted("[duo]\nfactors=sms,passcode\n").config()).containsKey("duo.factors");
  }

  @Test
  void takesTheProxiesThatTheOperatorAllowsAndThoseThatOnlyTheVaultKnows() {
    SpsImporter importer = new SpsImporter(AllowedRoutes.parse("", "proxy.example:80"));

    assertThat(proxy(importer, "server=proxy.example\nport=80")).contains("proxy.example");
    assertThat(proxy(importer, "server=proxy.example")).isEmpty();
    assertThat(proxy(importer, "server=$")).contains("${vault.duo_https_proxy_server}");
    assertThat(proxy(importer, "server=evil.example\n[shared]\nconfig=browser"))
        .contains("evil.example");
  }

  private static Optional<String> proxy(SpsImporter importer, String options) {
    String file = "[https_proxy]\n" + options;
    Converted converted = (Converted) importer.read(file.getBytes(StandardCharsets.UTF_8), "");
    return Optional.ofNullable(converted.config().get("https_proxy.server"));
  }

  @Test
  void takesTheHostsThatTheOperatorAllows() {
    ImportResult result =
        new SpsImporter(AllowedRoutes.parse("duo.example:8443", ""))
            .read("[duo]\nhost=duo.example:8443".getBytes(StandardCharsets.UTF_8), "");
    assertThat(((Converted) result).config()).containsEntry("duo.host", "duo.example:8443");
    assertThat(
            Optional.ofNullable(converted("[duo]\nhost=duo.example:8443").config().get("duo.host")))
        .isEmpty();
  }
}
