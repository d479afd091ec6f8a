package io.github.keycloakduo.sps;

import io.github.keycloakduo.settings.SettingKey;
import java.util.Map;
import java.util.Optional;

/** The notes of the report about options that differ between the SPS plugin and this product. */
final class ConversionNotes {
  /** The original names a policy of its own here. */
  static final String USER_LIST =
      "names a User List policy, which exists on the SPS only: put its users into a Keycloak group"
          + " and write the path of the group, which begins with /, or list them in"
          + " whitelist.user_list.allow and .except; until then this list exempts nobody";

  static final String LDAP_SERVER =
      "names an LDAP Server policy, which exists on the SPS only: give this name to the realm's"
          + " LDAP provider for the same directory, or write the name it has";

  static final String NAMES_WITH_COMMAS =
      "may be a distinguished name, which has commas of its own: write ## behind each name";

  private static final String ECHO =
      "hides the answer if it is true; the original's manual says the opposite, so have a look";

  private static final Map<SettingKey, String> NOTES =
      Map.ofEntries(
          Map.entry(SettingKey.DUO_IKEY, "must belong to a Duo application of the type Auth API"),
          Map.entry(SettingKey.DUO_TIMEOUT, "is one deadline here, the wait for a push included"),
          Map.entry(
              SettingKey.DUO_IGNORE_CONN_ERR,
              "lets users in only while no connection to Duo can be made, not after other errors"),
          Map.entry(SettingKey.QUESTION_1_DISABLE_ECHO, ECHO),
          Map.entry(SettingKey.QUESTION_2_DISABLE_ECHO, ECHO),
          Map.entry(SettingKey.QUESTION_3_DISABLE_ECHO, ECHO),
          Map.entry(SettingKey.QUESTION_4_DISABLE_ECHO, ECHO),
          Map.entry(SettingKey.QUESTION_5_DISABLE_ECHO, ECHO));

  private ConversionNotes() {}

  static Optional<String> of(SettingKey key, String stored) {
    return Optional.ofNullable(NOTES.get(key))
        .filter(note -> key != SettingKey.DUO_IGNORE_CONN_ERR || stored.equals("true"));
  }
}
