package io.github.keycloakduo.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.settings.AllowedRoutes;
import io.github.keycloakduo.settings.ConfigResult;
import io.github.keycloakduo.settings.DuoMfaSettings;
import io.github.keycloakduo.settings.SettingsParser;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Settings for tests, as an administrator writes them; each test states only what differs. */
final class Rules {
  private Rules() {}

  static DuoMfaSettings of(String... keysAndValues) {
    Map<String, String> stored =
        new HashMap<>(
            Map.of("duo.ikey", "DI", "duo.skey", "key", "duo.host", "api-1.duosecurity.com"));
    for (int i = 0; i < keysAndValues.length; i += 2) {
      stored.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    ConfigResult parsed =
        new SettingsParser(AllowedRoutes.DEFAULT).parse(stored, none -> Optional.empty());
    assertThat(parsed).isInstanceOf(ConfigResult.Valid.class);
    return ((ConfigResult.Valid) parsed).settings();
  }

  static DuoMfaSettings withGroups(String allow, String except, String... more) {
    String[] all = new String[more.length + 6];
    System.arraycopy(
        new String[] {
          "ldap_server.name", "corp",
          "whitelist.ldap_server_group.allow", allow,
          "whitelist.ldap_server_group.except", except
        },
        0,
        all,
        0,
        6);
    System.arraycopy(more, 0, all, 6, more.length);
    return of(all);
  }
}
