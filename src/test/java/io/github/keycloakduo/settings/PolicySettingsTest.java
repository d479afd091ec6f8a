package io.github.keycloakduo.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.DuoIdentity;
import io.github.keycloakduo.mfa.Question;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Options of the policy that depend on one another, and the insides of lists and maps. */
class PolicySettingsTest {
  private static final Options LEAST = Options.least();

  @Example
  void exemptsNobodyAndMapsNothingByDefault() {
    DuoMfaSettings settings = LEAST.valid();
    assertThat(settings.exemptions()).isEqualTo(Exemptions.NONE);
    assertThat(settings.mapping()).isEqualTo(Mapping.NONE);
    assertThat(settings.grace()).isEmpty();
    assertThat(settings.sessionLimit()).isEmpty();
    assertThat(settings.directory()).isEmpty();
    assertThat(settings.questions()).isEmpty();
    assertThat(settings.logLevel()).isEqualTo(LogLevel.INFO);
  }

  @Example
  void takesAFirstChoiceThatAFormStoredForNoList() {
    Options form =
        LEAST
            .with("whitelist.user_list.allow", "no_user")
            .with("whitelist.ldap_server_group.allow", "no_user");
    assertThat(form.valid().exemptions()).isEqualTo(Exemptions.NONE);
  }

  @Example
  void exemptsEverybodyByAllUsersAlone() {
    assertThat(LEAST.with("whitelist.user_list.allow", "all_users").valid().exemptions().users())
        .contains(new ListRule(ListRule.Allow.ALL_USERS, Set.of()));
  }

  @Example
  void takesAGroupAloneForNobodyButItsMembers() {
    assertThat(LEAST.with("whitelist.user_list.name", "/ops").valid().exemptions())
        .isEqualTo(
            new Exemptions(
                Optional.of(new ListRule(ListRule.Allow.NO_USER, Set.of())),
                Optional.of("/ops"),
                Optional.empty()));
    assertThat(
            LEAST
                .with("whitelist.user_list.name", "/ops")
                .with("whitelist.user_list.allow", "all_users")
                .valid()
                .exemptions()
                .users())
        .contains(new ListRule(ListRule.Allow.ALL_USERS, Set.of()));
  }

  @Example
  void refusesExceptionsFromNothing() {
    assertThat(LEAST.with("whitelist.user_list.except", "alice").problems())
        .containsExactly(
            "whitelist.user_list.allow is missing; it is required because"
                + " whitelist.user_list.except is set");
    assertThat(
            LEAST
                .with("whitelist.ldap_server_group.except", "admins")
                .with("ldap_server.name", "corp")
                .problems())
        .containsExactly(
            "whitelist.ldap_server_group.allow is missing; it is required because"
                + " whitelist.ldap_server_group.except is set");
  }

  @Example
  void refusesAListThatNamesNothing() {
    for (String nothing : List.of("##", ",", " ## ,")) {
      assertThat(
              LEAST
                  .with("whitelist.user_list.allow", "all_users")
                  .with("whitelist.user_list.except", nothing)
                  .problems())
          .singleElement()
          .asString()
          .startsWith("whitelist.user_list.except:")
          .endsWith("accepted is at least one name");
    }
  }

  @Example
  void needsADirectoryForGroupsAndAttribute() {
    assertThat(
            LEAST
                .with("whitelist.ldap_server_group.allow", "no_user")
                .with("whitelist.ldap_server_group.except", "admins")
                .with("usermapping.ldap_server.user_attribute", "mail")
                .problems())
        .containsExactly(
            "ldap_server.name is missing; it is required because"
                + " whitelist.ldap_server_group.except is set",
            "ldap_server.name is missing; it is required because"
                + " usermapping.ldap_server.user_attribute is set");
    assertThat(LEAST.with("whitelist.ldap_server_group.allow", "all_users").problems())
        .containsExactly(
            "ldap_server.name is missing; it is required because"
                + " whitelist.ldap_server_group.allow is set");
  }

  @Example
  void needsBothTimeoutsForAGrace() {
    assertThat(LEAST.with("authentication_cache.reuse_limit", "1").problems())
        .containsExactly(
            "authentication_cache.soft_timeout is missing; it is required because"
                + " authentication_cache.reuse_limit is above 0",
            "authentication_cache.hard_timeout is missing; it is required because"
                + " authentication_cache.reuse_limit is above 0");
    assertThat(
            LEAST
                .with("authentication_cache.soft_timeout", "15")
                .with("authentication_cache.hard_timeout", "90")
                .valid()
                .grace())
        .isEmpty();
  }

  @Example
  void separatesByCommasOnlyWhereNothingLooksLikeADn() {
    assertThat(groups("a,b##c")).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(groups("cn=a,ou=x,dc=corp")).containsExactly("cn=a,ou=x,dc=corp");
    assertThat(groups("cn=a,dc=corp##b,c##d"))
        .containsExactlyInAnyOrder("cn=a,dc=corp", "b,c", "d");
    assertThat(groups("2.5.4.3=a,dc=corp")).containsExactly("2.5.4.3=a,dc=corp");
    assertThat(groups("a, cn = b")).containsExactly("a, cn = b");
  }

  @Property
  void findsEveryNameOfAList(@ForAll("names") Set<String> names) {
    for (String separator : List.of(",", "##", " , ", "##,")) {
      assertThat(groups(String.join(separator, names))).isEqualTo(names);
    }
  }

  @Property
  void findsEveryDnOfAList(@ForAll("names") Set<String> names) {
    Set<String> dns =
        names.stream().map(name -> "CN=" + name + ",DC=corp,DC=x").collect(Collectors.toSet());
    assertThat(groups(String.join("##", dns))).isEqualTo(dns);
  }

  private static Set<String> groups(String stored) {
    return LEAST
        .with("ldap_server.name", "corp")
        .with("whitelist.ldap_server_group.allow", "no_user")
        .with("whitelist.ldap_server_group.except", stored)
        .valid()
        .exemptions()
        .groups()
        .orElseThrow()
        .except();
  }

  @Property
  void takesAnyMapOfUsersToPossibleDuoNames(@ForAll("maps") Map<String, String> map) {
    Map<String, String> lower =
        map.entrySet().stream()
            .collect(
                Collectors.toMap(e -> e.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
    assertThat(
            LEAST
                .with("usermapping.explicit", NamedValueTest.json(map))
                .valid()
                .mapping()
                .explicit())
        .isEqualTo(lower);
  }

  @Example
  void refusesDoubleBlankAndImpossibleNamesInTheMap() {
    assertThat(map("Alice", "a", "alice", "b"))
        .containsExactly(
            "usermapping.explicit: \"alice\" is not accepted; accepted is each user name once,"
                + " whatever its case");
    assertThat(map(" ", "a")).singleElement().asString().contains("a user name beside each");
    for (String impossible : List.of("", " ", " al", "al ", "a\tl", "a\u00a0", "a\u200bl")) {
      assertThat(map("alice", impossible))
          .singleElement()
          .asString()
          .startsWith("usermapping.explicit: \"alice=")
          .contains("accepted is a Duo name beside each user name");
    }
  }

  @Example
  void neverShowsAMapFromTheVault() {
    String json = "[{\"key\":\"alice\",\"value\":\" canary\"}]";
    assertThat(LEAST.inVault(SettingKey.MAPPING_EXPLICIT, json).problems())
        .singleElement()
        .asString()
        .doesNotContain("canary", "alice");
  }

  private static List<String> map(String... pairs) {
    StringBuilder json = new StringBuilder();
    for (int i = 0; i < pairs.length; i += 2) {
      json.append(i == 0 ? "" : ",").append(NamedValueTest.entry(pairs[i], pairs[i + 1]));
    }
    return LEAST.with("usermapping.explicit", "[" + json + "]").problems();
  }

  @Example
  void refusesADomainWithAnAtSign() {
    for (String wrong : List.of("@corp.example", "a@b", "corp\u2028x")) {
      assertThat(LEAST.with("username_transform.append_domain", wrong).problems())
          .singleElement()
          .asString()
          .startsWith("username_transform.append_domain:");
    }
  }

  @Example
  void keepsTheOrderOfQuestionsAndLetsNumbersOut() {
    assertThat(
            LEAST
                .with("question_5.key", "last")
                .with("question_5.prompt", "Last?")
                .with("question_5.disable_echo", "yes")
                .with("question_2.key", "first")
                .with("question_2.prompt", "First?")
                .with("question_1.disable_echo", "false")
                .valid()
                .questions())
        .containsExactly(
            new Question("first", "First?", false), new Question("last", "Last?", true));
  }

  @Example
  void needsKeyAndPromptOfAQuestion() {
    assertThat(LEAST.with("question_3.key", "a").problems())
        .containsExactly(
            "question_3.prompt is missing; it is required because question_3.key is set");
    assertThat(LEAST.with("question_4.prompt", "a").problems())
        .containsExactly(
            "question_4.key is missing; it is required because question_4.prompt is set");
  }

  @Example
  void refusesTwoQuestionsOfOneName() {
    assertThat(
            LEAST
                .with("question_1.key", "Ticket")
                .with("question_1.prompt", "?")
                .with("question_2.key", "tIcket")
                .with("question_2.prompt", "?")
                .problems())
        .containsExactly(
            "question_2.key: \"tIcket\" is not accepted; accepted is a name that no other question"
                + " has, whatever its case");
  }

  @Example
  void refusesNamesThatMeanSomethingInATokenOrALogin() {
    for (String reserved :
        List.of(
            "sub",
            "acr",
            "amr",
            "azp",
            "aud",
            "iss",
            "exp",
            "iat",
            "nbf",
            "jti",
            "auth_time",
            "nonce",
            "roles",
            "scope",
            "realm_access",
            "resource_access",
            "SUB",
            "Realm_Access",
            "preferred_username",
            "groups",
            "sid",
            "client_id",
            "otp",
            "factor",
            "device",
            "gu")) {
      assertThat(LEAST.with("question_1.key", reserved).with("question_1.prompt", "?").problems())
          .as(reserved)
          .containsExactly(
              "question_1.key: \""
                  + reserved
                  + "\" is not accepted; accepted is a name that means nothing else in a token or"
                  + " a login");
    }
  }

  @Example
  void readsWordsTheSameInTurkish() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(new Locale("tr", "TR"));
      DuoMfaSettings settings =
          LEAST
              .with("logging.log_level", "CRITICAL")
              .with("authentication_cache.bind", "IP")
              .with("whitelist.user_list.name", "/x")
              .with("usermapping.explicit", "[{\"key\":\"IVAN\",\"value\":\"I\"}]")
              .valid();
      assertThat(settings.logLevel()).isEqualTo(LogLevel.CRITICAL);
      assertThat(settings.mapping().explicit()).isEqualTo(Map.of("ivan", "I"));
      assertThat(LogLevel.INFO.id()).isEqualTo("info");
      assertThat(ReservedNames.contains("IAT")).isTrue();
    } finally {
      Locale.setDefault(before);
    }
  }

  @Provide
  Arbitrary<Set<String>> names() {
    return Arbitraries.strings()
        .withCharRange('a', 'z')
        .withChars("AZ09 -_.@\\äß")
        .ofMinLength(1)
        .ofMaxLength(12)
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .set()
        .ofMinSize(1)
        .ofMaxSize(6);
  }

  @Provide
  Arbitrary<Map<String, String>> maps() {
    Arbitrary<String> texts = Arbitraries.strings().ofMaxLength(10);
    return Arbitraries.maps(
            texts.map(t -> t.strip().toUpperCase(Locale.ROOT)).filter(t -> !t.isEmpty()),
            texts.filter(t -> DuoIdentity.of(t).isPresent()))
        .ofMaxSize(5)
        .filter(
            map ->
                map.keySet().stream()
                        .map(k -> k.strip().toLowerCase(Locale.ROOT))
                        .distinct()
                        .count()
                    == map.size());
  }
}
