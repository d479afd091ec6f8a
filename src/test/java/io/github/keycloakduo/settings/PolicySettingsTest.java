package io.github.keycloakduo.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Example;

/** Options of the policy that depend on one another. */
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
}
