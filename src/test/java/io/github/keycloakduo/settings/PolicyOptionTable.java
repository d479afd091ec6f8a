package io.github.keycloakduo.settings;

import io.github.keycloakduo.mfa.Question;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The contract's table of options, for the keys of the policy. */
final class PolicyOptionTable {
  private static final Map<SettingKey, OptionRow> ROWS = new EnumMap<>(SettingKey.class);

  private PolicyOptionTable() {}

  static Map<SettingKey, OptionRow> rows() {
    if (ROWS.isEmpty()) {
      ROWS.putAll(LimitOptionTable.rows());
      lists();
      networks();
      mapping();
      places();
      gateways();
      for (int number = 1; number <= 5; number++) {
        question(number);
      }
    }
    return ROWS;
  }

  private static void gateways() {
    ROWS.put(
        SettingKey.GATEWAY_OTP_IN_USERNAME,
        OptionRow.flag(false, s -> s.gateway().otpInUsername()));
    ROWS.put(
        SettingKey.GATEWAY_CLIENTS,
        OptionRow.of(s -> s.gateway().clients())
            .holds(Set.of())
            .takes("ssh", Set.of("ssh"))
            .takes("ssh##rdp, db", Set.of("ssh", "rdp", "db")));
    ROWS.put(
        SettingKey.GATEWAY_MAX_WAITING,
        OptionRow.of(s -> s.gateway().maxWaiting())
            .holds(0)
            .takes("1", 1)
            .takes("2147483647", Integer.MAX_VALUE)
            .refuses("an integer from 0 to 2147483647", "-1", "2147483648", "all"));
  }

  private static void lists() {
    ROWS.put(
        SettingKey.USER_LIST_ALLOW,
        OptionRow.of(s -> s.exemptions().users().orElseThrow().allow())
            .beside("whitelist.user_list.except", "alice")
            .takes("no_user", ListRule.Allow.NO_USER)
            .takes("all_users", ListRule.Allow.ALL_USERS)
            .refuses("no_user or all_users", "no_users", "all", "no_user##all_users"));
    ROWS.put(
        SettingKey.USER_LIST_EXCEPT,
        OptionRow.of(s -> s.exemptions().users().map(ListRule::except))
            .beside("whitelist.user_list.allow", "no_user")
            .holds(Optional.empty())
            .takes("alice", Optional.of(Set.of("alice")))
            .takes(" bob##Bob ,eve,##", Optional.of(Set.of("bob", "Bob", "eve"))));
    ROWS.put(
        SettingKey.USER_LIST_NAME,
        OptionRow.of(s -> s.exemptions().userGroup())
            .holds(Optional.empty())
            .takes("/break glass/admins", Optional.of("/break glass/admins")));
    ROWS.put(
        SettingKey.GROUPS_ALLOW,
        OptionRow.of(s -> s.exemptions().groups().orElseThrow().allow())
            .beside("ldap_server.name", "corp")
            .beside("whitelist.ldap_server_group.except", "admins")
            .takes("no_user", ListRule.Allow.NO_USER)
            .takes("all_users", ListRule.Allow.ALL_USERS)
            .refuses("no_user or all_users", "no_users", "nobody"));
    ROWS.put(
        SettingKey.GROUPS_EXCEPT,
        OptionRow.of(s -> s.exemptions().groups().map(ListRule::except))
            .beside("ldap_server.name", "corp")
            .beside("whitelist.ldap_server_group.allow", "no_user")
            .holds(Optional.empty())
            .takes("admins,ops", Optional.of(Set.of("admins", "ops")))
            .takes("cn=a,dc=b##cn=c", Optional.of(Set.of("cn=a,dc=b", "cn=c"))));
  }

  private static void networks() {
    network(SettingKey.NETWORK_EXEMPT, NetworkRules::exempt);
    network(SettingKey.NETWORK_REQUIRE, NetworkRules::require);
  }

  private static void network(SettingKey key, Function<NetworkRules, List<IpRange>> list) {
    ROWS.put(
        key,
        OptionRow.of(s -> list.apply(s.network()).stream().map(IpRange::toString).toList())
            .holds(List.of())
            .takes("192.0.2.1", List.of("192.0.2.1"))
            .takes(" ::ffff:10.0.0.0/104 , 2001:DB8::/32", List.of("10.0.0.0/8", "2001:db8::/32"))
            .refuses(
                "addresses, or ranges of addresses such as 192.0.2.0/24 or 2001:db8::/32",
                "10",
                "10.0.0.0/33",
                "10.0.0.0/08",
                "10.0.0.0/",
                "10.0.0.0/255.0.0.0",
                "10.0.0.1-10.0.0.9",
                "10.0.0.*",
                "2001:db8::/129",
                "::ffff:10.0.0.0/129",
                "office.example",
                "localhost",
                "192.0.2.1##any"));
  }

  private static void mapping() {
    ROWS.put(
        SettingKey.MAPPING_EXPLICIT,
        OptionRow.of(s -> s.mapping().explicit())
            .holds(Map.of())
            .takes("[]", Map.of())
            .takes("[{\"key\":\"Alice\",\"value\":\"Al\"}]", Map.of("alice", "Al"))
            .refuses("a JSON array of", "alice=al", "{}", "[{\"key\":\"alice\"}]"));
    ROWS.put(
        SettingKey.MAPPING_LDAP_ATTRIBUTE,
        OptionRow.of(s -> s.mapping().directoryAttribute())
            .beside("ldap_server.name", "corp")
            .holds(Optional.empty())
            .takes("mail", Optional.of("mail"))
            .takes("1.2.840.113556.1.4.656", Optional.of("1.2.840.113556.1.4.656"))
            .refuses("the name of an LDAP attribute", "mail,cn", "(uid=*)", "e mail", "Straße"));
    ROWS.put(
        SettingKey.MAPPING_USER_ATTRIBUTE,
        OptionRow.of(s -> s.mapping().userAttribute())
            .holds(Optional.empty())
            .takes("duo name", Optional.of("duo name")));
    ROWS.put(
        SettingKey.APPEND_DOMAIN,
        OptionRow.of(s -> s.mapping().appendDomain())
            .holds(Optional.empty())
            .takes("Example.com", Optional.of("Example.com"))
            .refuses("a domain without an at sign and blanks", "example com", "a\nb"));
    ROWS.put(
        SettingKey.IGNORE_UPN_SUFFIX, OptionRow.flag(false, s -> s.mapping().ignoreUpnSuffix()));
  }

  private static void places() {
    ROWS.put(
        SettingKey.LDAP_SERVER_NAME,
        OptionRow.of(DuoMfaSettings::directory)
            .holds(Optional.empty())
            .takes("Corp LDAP", Optional.of("Corp LDAP")));
    // Where options come from shows in the options.
    ROWS.put(
        SettingKey.CREDENTIAL_STORE_NAME,
        OptionRow.of(s -> "no component")
            .holds("no component")
            .takes("corp_1.x-y", "no component")
            .refuses("1 to 64 letters", "a/b", "a b", "${vault.", "x".repeat(65)));
    ROWS.put(
        SettingKey.SHARED_CONFIG,
        OptionRow.of(DuoMfaSettings::timeout)
            .holds(Duration.ofSeconds(60))
            .takes("quick", Duration.ofSeconds(30))
            .takes("slow", Duration.ofSeconds(300))
            .refuses(
                "the alias of one configuration of this extension",
                "gone",
                "double",
                "foreign",
                "empty",
                "chain",
                "$"));
    ROWS.put(
        SettingKey.LOG_LEVEL,
        OptionRow.of(DuoMfaSettings::logLevel)
            .holds(LogLevel.INFO)
            .takes("debug", LogLevel.DEBUG)
            .takes("info", LogLevel.INFO)
            .takes("Warning", LogLevel.WARNING)
            .takes("error", LogLevel.ERROR)
            .takes("critical", LogLevel.CRITICAL)
            .refuses("debug or info or warning or error or critical", "warn", "10", "trace"));
  }

  private static void question(int number) {
    String section = "question_" + number;
    ROWS.put(
        SettingKey.of(section + ".key").orElseThrow(),
        OptionRow.of(s -> s.questions().get(0).key())
            .beside(section + ".prompt", "Why?")
            .takes("ticket", "ticket")
            .takes("Change-Request_2", "Change-Request_2")
            .refuses("a letter and up to 63 more", "a b", "1st", "a.b", "ä", "x".repeat(65)));
    ROWS.put(
        SettingKey.of(section + ".prompt").orElseThrow(),
        OptionRow.of(s -> s.questions().get(0).prompt())
            .beside(section + ".key", "ticket")
            .takes("Number of the ticket:", "Number of the ticket:"));
    ROWS.put(
        SettingKey.of(section + ".disable_echo").orElseThrow(),
        OptionRow.flag(false, s -> s.questions().equals(List.of(new Question("a", "?", true))))
            .beside(section + ".key", "a")
            .beside(section + ".prompt", "?"));
  }
}
