package io.github.keycloakduo.sps;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.importing.Action;
import io.github.keycloakduo.importing.ImportResult.Converted;
import io.github.keycloakduo.importing.ReportLine;
import io.github.keycloakduo.settings.SettingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A row for each option of the original's parameter reference, and for each other spelling. */
class ParameterReferenceTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "duo | ikey | DI1 | taken | duo.ikey | DI1",
        "duo | skey | hidden-key | vault | duo_duo_skey | ${vault.duo_duo_skey}",
        "duo | host | API-1.duosecurity.com | taken | duo.host | API-1.duosecurity.com",
        "duo | host | duo.example | todo | duo.host | -",
        "duo | timeout | 30 | taken | duo.timeout | 30",
        "duo | timeout | 601 | todo | duo.timeout | -",
        "duo | ignore_conn_err | yes | taken | duo.ignore_conn_err | true",
        "duo | ignore_conn_err | No | taken | duo.ignore_conn_err | false",
        "duo | ignore_conn_err | maybe | todo | duo.ignore_conn_err | -",
        "duo | ignore_connection_error | yes | renamed | duo.ignore_conn_err | true",
        "auth | prompt | Code: | taken | auth.prompt | Code:",
        "auth | disable_echo | yes | taken | auth.disable_echo | true",
        "connection_limit by=client_ip_gateway_user | limit | 3 | taken | connection_limit.limit | 3",
        "connection_limit by=client_ip_gateway_user | limit | -1 | todo | connection_limit.limit | -",
        "authentication_cache | soft_timeout | 15 | taken | authentication_cache.soft_timeout | 15",
        "authentication_cache | hard_timeout | 90 | taken | authentication_cache.hard_timeout | 90",
        "authentication_cache | hard_timeout | 2147483648 | todo | authentication_cache.hard_timeout | -",
        "authentication_cache | reuse_limit | 5 | taken | authentication_cache.reuse_limit | 5",
        "authentication_cache | conn_limit | 5 | renamed | authentication_cache.reuse_limit | 5",
        "whitelist source=user_list | name | policy | todo | whitelist.user_list.name | -",
        "whitelist source=user_list | name | /vips | taken | whitelist.user_list.name | /vips",
        "whitelist source=ldap_server_group | allow | no_user | taken | whitelist.ldap_server_group.allow | no_user",
        "whitelist source=ldap_server_group | allow | no_users | renamed | whitelist.ldap_server_group.allow | no_user",
        "whitelist source=ldap_server_group | allow | all_users | taken | whitelist.ldap_server_group.allow | all_users",
        "whitelist source=ldap_server_group | allow | some | todo | whitelist.ldap_server_group.allow | -",
        "whitelist source=ldap_server_group | except | a, B c | taken | whitelist.ldap_server_group.except | a##B c",
        "whitelist source=ldap_server_group | except | cn=a,dc=b | todo | whitelist.ldap_server_group.except | -",
        "whitelist source=ldap_server_group | except | cn=a,dc=b##c | taken | whitelist.ldap_server_group.except | cn=a,dc=b##c",
        "usermapping source=explicit | Alice | Al | taken | usermapping.explicit | [{\"key\":\"alice\",\"value\":\"Al\"}]",
        "usermapping source=explicit | bob | $ | todo | usermapping.explicit | -",
        "usermapping source=ldap_server | user_attribute | mail | taken | usermapping.ldap_server.user_attribute | mail",
        "usermapping source=ldap_server | user_attribute | e mail | todo | usermapping.ldap_server.user_attribute | -",
        "usermapping source=ldap | user_attribute | mail | renamed | usermapping.ldap_server.user_attribute | mail",
        "username_transform | append_domain | a.example | taken | username_transform.append_domain | a.example",
        "username_transform | append_domain | @a.example | todo | username_transform.append_domain | -",
        "ldap_server | name | corp | todo | ldap_server.name | corp",
        "credential_store | name | corp | taken | credential_store.name | corp",
        "credential_store | name | my store | todo | credential_store.name | -",
        "logging | log_level | Debug | taken | logging.log_level | debug",
        "logging | log_level | 10 | renamed | logging.log_level | debug",
        "logging | log_level | 15 | renamed | logging.log_level | info",
        "logging | log_level | 0 | renamed | logging.log_level | debug",
        "logging | log_level | 50 | renamed | logging.log_level | critical",
        "logging | log_level | 999 | renamed | logging.log_level | critical",
        "logging | log_level | warn | renamed | logging.log_level | warning",
        "logging | log_level | loud | todo | logging.log_level | -",
        "https_proxy | server | proxy.example | taken | https_proxy.server | proxy.example",
        "https_proxy | server | http://proxy.example | todo | https_proxy.server | -",
        "https_proxy | port | 8080 | taken | https_proxy.port | 8080",
        "https_proxy | name | 8080 | renamed | https_proxy.port | 8080",
        "https-proxy | server | proxy.example | renamed | https_proxy.server | proxy.example",
        "https-proxy | port | 8080 | renamed | https_proxy.port | 8080",
        "question_1 | key | ticket | taken | question_1.key | ticket",
        "question_1 | key | otp | todo | question_1.key | -",
        "question_1 | prompt | Which? | taken | question_1.prompt | Which?",
        "question_1 | disable_echo | no | taken | question_1.disable_echo | false",
        "question_5 | prompt | Which? | taken | question_5.prompt | Which?",
        "question_6 | prompt | Which? | todo | '' | -",
        "plugin | version | 2 | unknown | '' | -",
        "duo | mystery | 2 | unknown | '' | -",
        "Duo | ikey | DI1 | unknown | '' | -",
      })
  void becomesWhatTheTableSays(
      String section, String option, String value, String action, String key, String stored) {
    Converted converted = Imports.converted("[" + section + "]\n" + option + "=" + value);
    ReportLine line = converted.report().get(0);
    assertThat(line.section()).isEqualTo(section);
    assertThat(line.option()).isEqualToIgnoringCase(option);
    assertThat(line.action().id()).isEqualTo(action);
    assertThat(line.key()).isEqualTo(key);
    assertThat(line.message()).isNotBlank().doesNotContain("\n");
    assertThat(List.copyOf(converted.config().values()))
        .isEqualTo(stored == null ? List.of() : List.of(stored));
  }

  @Test
  void saysWhatIsAcceptedInstead() {
    assertThat(Imports.converted("[duo]\ntimeout=1h").report().get(0).message())
        .isEqualTo("duo.timeout: invalid value: expected an integer from 1 to 600");
  }

  /** So an export can be read, and an administrator may go on in the old file. */
  @ParameterizedTest
  @EnumSource
  void hasAPlaceForEveryKeyOfThisProduct(SettingKey key) {
    String file = "[" + SpsNames.section(key) + "]\n" + SpsNames.option(key) + "=${vault.entry}\n";
    ReportLine line = Imports.converted(file).report().get(0);
    boolean says = List.of("credential_store.name", "shared.config").contains(key.id());
    assertThat(line.action()).isEqualTo(says ? Action.TODO : Action.TAKEN);
    assertThat(line.key()).isEqualTo(key.id());
  }

  @Test
  void hasNoTwoKeysInOnePlace() {
    assertThat(Arrays.stream(SettingKey.values()))
        .extracting(key -> SpsNames.section(key) + "/" + SpsNames.option(key))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Duo | [duo]",
        "HTTPS proxy | -",
        "connection_limit | [connection_limit by=client_ip_gateway_user]",
        "connection-limit by = client_ip_gateway_user | [connection_limit by=client_ip_gateway_user]",
        "Usermapping  source=explicit | [usermapping source=explicit]",
        "whitelist | [whitelist source=user_list]",
        "plugin | -",
      })
  void asksWhetherAnotherSectionIsMeant(String section, String meant) {
    String message = Imports.converted("[" + section + "]\na=b").report().get(0).message();
    assertThat(message.contains("is the section " + meant + " meant?"))
        .isEqualTo(!meant.equals("-"));
    assertThat(message.contains("meant?")).isEqualTo(!meant.equals("-"));
  }

  @Test
  void isToldInTheGuideForThoseWhoMove() throws IOException {
    String guide = Files.readString(Path.of("docs", "migrating-from-sps.md"));
    for (String option :
        List.of(
            "[duo] ikey",
            "[duo] skey",
            "[duo] host",
            "[duo] timeout",
            "[duo] ignore_conn_err",
            "[auth] prompt",
            "[auth] disable_echo",
            "[connection_limit by=client_ip_gateway_user] limit",
            "[authentication_cache] soft_timeout",
            "[authentication_cache] hard_timeout",
            "[authentication_cache] reuse_limit",
            "[whitelist source=user_list] name",
            "[whitelist source=ldap_server_group] allow",
            "[whitelist source=ldap_server_group] except",
            "[usermapping source=ldap_server] user_attribute",
            "[username_transform] append_domain",
            "[ldap_server] name",
            "[credential_store] name",
            "[logging] log_level",
            "[https_proxy] server",
            "[https_proxy] port",
            "[question_1] key",
            "[question_1] prompt",
            "[question_1] disable_echo")) {
      String section = option.substring(1, option.indexOf(']'));
      String name = option.substring(option.indexOf(']') + 2);
      String key = Imports.converted("[" + section + "]\n" + name + "=").report().get(0).key();
      assertThat(guide.lines())
          .as(option)
          .anyMatch(
              row ->
                  row.startsWith("| `[" + section + "]`")
                      && row.contains("`" + name + "`")
                      && row.contains("`" + key + "`"));
    }
  }

  /** Only the long messages of the example are cut. */
  @Test
  void becomesWhatTheGuideShows() throws IOException {
    String guide = Files.readString(Path.of("docs", "migrating-from-sps.md"));
    String file = guide.substring(guide.indexOf("```ini\n") + 7, guide.indexOf("```\n\nbecomes"));
    Converted converted = Imports.converted(file);
    converted
        .config()
        .forEach(
            (key, value) -> assertThat(guide).contains("  \"" + key + "\": \"" + value + "\""));
    for (ReportLine line : converted.report()) {
      String message = line.message().replaceFirst(": put.*|: give.*", ": ...");
      String place = "[" + line.section() + "] " + line.option();
      assertThat(guide.lines())
          .anyMatch(
              row ->
                  row.startsWith(line.action().id())
                      && row.contains(" " + place + " ")
                      && row.contains(" " + line.key() + " ")
                      && row.endsWith("  " + message));
    }
    assertThat(converted.ready()).isTrue();
  }
}
