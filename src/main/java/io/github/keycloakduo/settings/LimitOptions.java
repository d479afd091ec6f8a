package io.github.keycloakduo.settings;

import java.time.Duration;
import java.util.Optional;

/** The reader of the sections {@code authentication_cache} and {@code connection_limit}. */
final class LimitOptions {
  private LimitOptions() {}

  static Optional<GraceSettings> grace(OptionReader reader) {
    int reuses = reader.number(SettingKey.CACHE_REUSE_LIMIT, 0, Integer.MAX_VALUE);
    boolean bindsDevice = reader.choice(SettingKey.CACHE_BIND).equals("ip_device");
    Duration soft = timeout(reader, SettingKey.CACHE_SOFT_TIMEOUT, reuses);
    Duration hard = timeout(reader, SettingKey.CACHE_HARD_TIMEOUT, reuses);
    boolean asks = reader.flag(SettingKey.CACHE_ASK);
    if (asks && !bindsDevice) {
      reader.reject(
          SettingKey.CACHE_ASK, "true", "false unless authentication_cache.bind is ip_device");
    } else if (asks && reuses == 0) {
      reader.reject(
          SettingKey.CACHE_ASK, "true", "false unless authentication_cache.reuse_limit is above 0");
    }
    return reuses == 0
        ? Optional.empty()
        : Optional.of(new GraceSettings(soft, hard, reuses, bindsDevice, asks));
  }

  private static Duration timeout(OptionReader reader, SettingKey key, int reuses) {
    if (reuses > 0 && reader.text(key).isEmpty()) {
      reader.missing(
          key, "; it is required because " + SettingKey.CACHE_REUSE_LIMIT.id() + " is above 0");
    }
    return Duration.ofSeconds(reader.optionalNumber(key, 0, Integer.MAX_VALUE).orElse(0));
  }

  static Optional<SessionLimitSettings> sessions(OptionReader reader) {
    int limit = reader.number(SettingKey.CONNECTION_LIMIT_LIMIT, 0, Integer.MAX_VALUE);
    boolean endsOldest = reader.choice(SettingKey.CONNECTION_LIMIT_ACTION).equals("end_oldest");
    return limit == 0 ? Optional.empty() : Optional.of(new SessionLimitSettings(limit, endsOldest));
  }
}
