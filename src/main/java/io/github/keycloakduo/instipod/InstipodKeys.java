package io.github.keycloakduo.instipod;

import io.github.keycloakduo.settings.SettingKey;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names that the other extension has for itself and its options.
 *
 * @see <a href="https://github.com/instipod/DuoUniversalKeycloakAuthenticator">instipod:
 *     DuoUniversalKeycloakAuthenticator</a>
 */
final class InstipodKeys {
  /** The provider id of its authenticator. */
  static final String AUTHENTICATOR = "duo-universal";

  static final String HOST = "duoApiHostname";
  static final String IKEY = "duoIntegrationKey";
  static final String SKEY = "duoSecretKey";
  static final String FAIL_SAFE = "duoFailSafe";
  static final String CLIENTS = "duoClientIds";
  static final String GROUPS = "duoGroups";

  /** The options of widespread copies of it. */
  private static final String ROLES = "duoCondUserRole";

  private static final String SKIPPED_ROLES = "duoSkipCondUserRole";

  private static final Set<String> KNOWN =
      Set.of(HOST, IKEY, SKEY, FAIL_SAFE, CLIENTS, GROUPS, ROLES, SKIPPED_ROLES);

  private static final Map<SettingKey, String> ORIGINS =
      Map.of(
          SettingKey.DUO_HOST, HOST,
          SettingKey.DUO_IKEY, IKEY,
          SettingKey.DUO_SKEY, SKEY,
          SettingKey.DUO_IGNORE_CONN_ERR, FAIL_SAFE);

  private InstipodKeys() {}

  static boolean isKnown(String option) {
    return KNOWN.contains(option);
  }

  /** Its name for an option of this product; the name here where it has none. */
  static String origin(SettingKey key) {
    return ORIGINS.getOrDefault(key, key.id());
  }

  /** What an administrator has to do about an option that has no counterpart here. */
  static Optional<String> advice(String option) {
    return switch (option) {
      case GROUPS ->
          Optional.of(
              "is not taken: here everyone is asked. To ask only the members of a group, set"
                  + " whitelist.user_list.allow to all_users and whitelist.user_list.name to the"
                  + " path of the group; for several groups use a condition in the flow");
      case ROLES, SKIPPED_ROLES ->
          Optional.of(
              "is not taken: here everyone is asked. Put the step into a conditional subflow with"
                  + " the condition \"Condition - user role\"");
      default ->
          option.toLowerCase(Locale.ROOT).contains("impersonat")
              ? Optional.of(
                  "has no counterpart: Duo is asked about the user who logs in, never about an"
                      + " administrator who impersonates that user")
              : Optional.empty();
    };
  }
}
