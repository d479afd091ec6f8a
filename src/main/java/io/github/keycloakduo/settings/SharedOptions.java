package io.github.keycloakduo.settings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The options for which a configuration and one that it takes options from have different values.
 *
 * @param hidden those whose value here holds
 * @param taken those whose shared value holds, since the value here is the default
 * @param takenByClient those for which the configuration of a client has the default, so that the
 *     value of the one with {@code client.configs} holds
 */
public record SharedOptions(
    List<SettingKey> hidden, List<SettingKey> taken, List<SettingKey> takenByClient) {
  /** The same values, or nothing shared. */
  public static final SharedOptions NONE = new SharedOptions(List.of(), List.of(), List.of());

  public SharedOptions {
    hidden = List.copyOf(hidden);
    taken = List.copyOf(taken);
    takenByClient = List.copyOf(takenByClient);
  }

  /** The same, and what the configuration of a client has differently; to win is its purpose. */
  SharedOptions withClient(SharedOptions client) {
    return new SharedOptions(hidden, taken, client.taken());
  }

  static SharedOptions of(Map<String, String> own, Map<String, String> shared) {
    List<SettingKey> different =
        Arrays.stream(SettingKey.values())
            .filter(key -> key != SettingKey.SHARED_CONFIG)
            .filter(key -> differ(value(own, key), value(shared, key)))
            .toList();
    return new SharedOptions(
        different.stream().filter(key -> !FormPresets.isUntouched(key, own)).toList(),
        different.stream().filter(key -> FormPresets.isUntouched(key, own)).toList(),
        List.of());
  }

  private static boolean differ(String own, String shared) {
    return !own.isEmpty() && !shared.isEmpty() && !own.equals(shared);
  }

  private static String value(Map<String, String> options, SettingKey key) {
    return options.getOrDefault(key.id(), "").strip();
  }

  /** Sentences for the administrator, without values. */
  public List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    if (!hidden.isEmpty()) {
      sentences.add(
          "shared.config: options that are set here hide other values of the shared configuration: "
              + names(hidden));
    }
    if (!taken.isEmpty()) {
      sentences.add(
          "shared.config: options that have their default here, as the admin console stores it for"
              + " every field, take other values from the shared configuration: "
              + names(taken));
    }
    if (!takenByClient.isEmpty()) {
      sentences.add(
          "client.configs: options that have their default in the configuration of the client, as"
              + " the admin console stores it for every field, take other values from the"
              + " configuration of the step: "
              + names(takenByClient));
    }
    return sentences;
  }

  private static String names(List<SettingKey> keys) {
    return keys.stream().map(SettingKey::id).collect(Collectors.joining(", "));
  }
}
