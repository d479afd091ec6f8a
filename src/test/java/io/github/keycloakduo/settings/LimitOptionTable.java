package io.github.keycloakduo.settings;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The contract's table of options, for grace and parallel sessions. */
final class LimitOptionTable {
  private static final String COUNT = "an integer from 0 to 2147483647";
  private static final String[] NO_COUNTS = {"-1", "2147483648", "1.5", "none", "1 0"};

  private LimitOptionTable() {}

  static Map<SettingKey, OptionRow> rows() {
    Map<SettingKey, OptionRow> rows = new EnumMap<>(SettingKey.class);
    rows.put(
        SettingKey.CONNECTION_LIMIT_LIMIT,
        OptionRow.of(s -> s.sessionLimit().map(SessionLimitSettings::limit))
            .holds(Optional.empty())
            .takes("0", Optional.empty())
            .takes("2147483647", Optional.of(Integer.MAX_VALUE))
            .refuses(COUNT, NO_COUNTS));
    rows.put(
        SettingKey.CONNECTION_LIMIT_ACTION,
        OptionRow.of(s -> s.sessionLimit().orElseThrow().endsOldest())
            .beside("connection_limit.limit", "1")
            .holds(false)
            .takes("deny", false)
            .takes("end_oldest", true)
            .refuses("deny or end_oldest", "allow", "end oldest"));
    rows.put(
        SettingKey.CACHE_REUSE_LIMIT,
        OptionRow.of(s -> s.grace().map(GraceSettings::reuseLimit))
            .beside("authentication_cache.soft_timeout", "15")
            .beside("authentication_cache.hard_timeout", "90")
            .holds(Optional.empty())
            .takes("0", Optional.empty())
            .takes("5", Optional.of(5))
            .refuses(COUNT, NO_COUNTS));
    rows.put(
        SettingKey.CACHE_SOFT_TIMEOUT,
        grace(GraceSettings::soft)
            .beside("authentication_cache.hard_timeout", "90")
            .takes("0", Duration.ZERO)
            .takes("2147483647", Duration.ofSeconds(Integer.MAX_VALUE))
            .refuses(COUNT, NO_COUNTS));
    rows.put(
        SettingKey.CACHE_HARD_TIMEOUT,
        grace(GraceSettings::hard)
            .beside("authentication_cache.soft_timeout", "15")
            .takes("0", Duration.ZERO)
            .takes("2147483647", Duration.ofSeconds(Integer.MAX_VALUE))
            .refuses(COUNT, NO_COUNTS));
    rows.put(
        SettingKey.CACHE_BIND,
        grace(GraceSettings::bindsDevice)
            .beside("authentication_cache.soft_timeout", "15")
            .beside("authentication_cache.hard_timeout", "90")
            .holds(false)
            .takes("ip", false)
            .takes("ip_device", true)
            .refuses("ip or ip_device", "device", "ip-device"));
    rows.put(
        SettingKey.CACHE_ASK,
        OptionRow.of(s -> s.grace().orElseThrow().asks())
            .beside("authentication_cache.reuse_limit", "5")
            .beside("authentication_cache.soft_timeout", "15")
            .beside("authentication_cache.hard_timeout", "90")
            .beside("authentication_cache.bind", "ip_device")
            .holds(false)
            .takes("true", true)
            .takes("no", false)
            .takes(" YES ", true)
            .refuses("true or false", "on", "1", "ask"));
    return rows;
  }

  private static OptionRow grace(Function<GraceSettings, Object> component) {
    return OptionRow.of(s -> component.apply(s.grace().orElseThrow()))
        .beside("authentication_cache.reuse_limit", "5");
  }
}
