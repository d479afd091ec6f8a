package io.github.keycloakduo.sps;

import io.github.keycloakduo.settings.SettingKey;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Lets one option count where several are the same one here: that with the proper name. */
final class Doubles {
  private Doubles() {}

  static List<Finding> settle(List<Finding> findings) {
    Map<SettingKey, Finding> first = new EnumMap<>(SettingKey.class);
    for (Finding finding : findings) {
      if (finding.isStored()) {
        finding.setting().ifPresent(key -> first.merge(key, finding, Doubles::better));
      }
    }
    return findings.stream().map(finding -> counting(finding, first)).toList();
  }

  private static Finding better(Finding one, Finding other) {
    boolean proper = one.variant() && !other.variant();
    boolean user = !one.isUser() && other.isUser();
    return proper || user ? other : one;
  }

  private static Finding counting(Finding finding, Map<SettingKey, Finding> first) {
    boolean counts =
        finding
            .setting()
            .map(first::get)
            .map(best -> best.equals(finding) || (best.isUser() && finding.isUser()))
            .orElse(true);
    return counts
        ? finding
        : finding.refused("is not taken: another line gives the same option by its proper name");
  }
}
