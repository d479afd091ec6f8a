package io.github.keycloakduo.settings;

import io.github.keycloakduo.mfa.Question;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The settings of the step that parses user names; it needs no connection to Duo.
 *
 * @param questions whose keys a user name may carry
 * @param shared what the configuration and the one that it shares have differently
 * @param problems when there are any, nobody gets in
 */
public record UsernameSettings(
    GatewaySettings gateway,
    List<Question> questions,
    SharedOptions shared,
    List<ConfigProblem> problems) {
  /** The settings without a configuration: user names carry nothing. */
  public static final UsernameSettings NONE =
      new UsernameSettings(GatewaySettings.NONE, List.of(), SharedOptions.NONE, List.of());

  private static final Set<SettingKey> GATEWAY_KEYS =
      EnumSet.of(
          SettingKey.GATEWAY_CLIENTS,
          SettingKey.GATEWAY_OTP_IN_USERNAME,
          SettingKey.GATEWAY_MAX_WAITING);
  private static final Set<SettingKey> QUESTION_KEYS =
      EnumSet.range(SettingKey.QUESTION_1_KEY, SettingKey.QUESTION_5_DISABLE_ECHO);

  public UsernameSettings {
    questions = List.copyOf(questions);
    problems = List.copyOf(problems);
  }

  /** The keys that the step itself has. */
  public static Set<SettingKey> keys() {
    Set<SettingKey> keys = EnumSet.copyOf(GATEWAY_KEYS);
    keys.add(SettingKey.SHARED_CONFIG);
    return keys;
  }

  /** Reads a configuration; options of the Duo step are ignored. */
  public static UsernameSettings parse(RawConfig stored, VaultLookup vault) {
    ResolvedOptions options =
        ResolvedOptions.read(stored.with(own(stored.options()), stored.shared()), vault);
    OptionReader reader = new OptionReader(options);
    GatewaySettings gateway = GatewayOptions.read(reader);
    List<Question> questions = QuestionOptions.read(reader);
    return new UsernameSettings(
        gateway,
        questions,
        own(stored.shared()),
        stored.causes(options.problems(), reader.problems()));
  }

  private static Map<String, String> own(Map<String, String> options) {
    Map<String, String> own = new HashMap<>(options);
    own.keySet().removeIf(id -> SettingKey.of(id).filter(key -> !isOwn(key)).isPresent());
    return own;
  }

  private static SharedOptions own(SharedOptions shared) {
    return new SharedOptions(
        shared.hidden().stream().filter(UsernameSettings::isOwn).toList(),
        shared.taken().stream().filter(UsernameSettings::isOwn).toList(),
        shared.takenByClient().stream().filter(UsernameSettings::isOwn).toList());
  }

  private static boolean isOwn(SettingKey key) {
    return GATEWAY_KEYS.contains(key)
        || QUESTION_KEYS.contains(key)
        || key == SettingKey.CREDENTIAL_STORE_NAME;
  }
}
