package io.github.keycloakduo.sps;

import io.github.keycloakduo.settings.SettingKey;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The resolution of duplicates: of several options that are one here, that with the proper name
 * counts.
 */
final class DuplicateOptions {
  private DuplicateOptions() {}

  static List<ConvertedOption> resolve(List<ConvertedOption> options) {
    Map<SettingKey, ConvertedOption> counting = new EnumMap<>(SettingKey.class);
    for (ConvertedOption option : options) {
      if (option.isStored()) {
        option.key().ifPresent(key -> counting.merge(key, option, DuplicateOptions::better));
      }
    }
    return options.stream().map(option -> check(option, counting)).toList();
  }

  private static ConvertedOption better(ConvertedOption one, ConvertedOption other) {
    boolean proper = one.variant() && !other.variant();
    boolean user = !one.isUserMapping() && other.isUserMapping();
    return proper || user ? other : one;
  }

  private static ConvertedOption check(
      ConvertedOption option, Map<SettingKey, ConvertedOption> counting) {
    boolean counts =
        option
            .key()
            .map(counting::get)
            .map(best -> best.equals(option) || (best.isUserMapping() && option.isUserMapping()))
            .orElse(true);
    return counts
        ? option
        : option.rejected("is not taken: another line gives the same option by its proper name");
  }
}
