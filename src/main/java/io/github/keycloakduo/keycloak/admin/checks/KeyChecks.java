package io.github.keycloakduo.keycloak.admin.checks;

import io.github.keycloakduo.mfa.Fault;
import io.github.keycloakduo.mfa.Result;
import java.util.List;

/** The checks of keys and clock by one signed call. */
final class KeyChecks {
  private KeyChecks() {}

  static List<CheckResult> of(Result<Long> signed, ClockSkew skew) {
    boolean refused =
        signed.match(time -> false, fault -> fault.kind() == Fault.Kind.CLOCK) || skew.isRefused();
    return List.of(
        refused
            ? CheckResult.skipped(CheckName.KEYS, "the clock must be right first")
            : keys(signed),
        clock(skew, refused));
  }

  /** Neither can be known. */
  static List<CheckResult> skipped(String because) {
    return List.of(
        CheckResult.skipped(CheckName.KEYS, because),
        CheckResult.skipped(CheckName.CLOCK, because));
  }

  private static CheckResult keys(Result<Long> signed) {
    return signed.match(
        time -> CheckResult.passed(CheckName.KEYS, "Duo accepts duo.ikey and duo.skey"),
        fault -> CheckResult.failed(CheckName.KEYS, fault.detail()));
  }

  private static CheckResult clock(ClockSkew skew, boolean refused) {
    if (refused) {
      return CheckResult.failed(
          CheckName.CLOCK, skew.describe() + ", which is more than the 5 minutes that Duo accepts");
    }
    String remark = skew.isNoteworthy() ? ", which Duo still accepts; set it right" : "";
    return CheckResult.passed(CheckName.CLOCK, skew.describe() + remark);
  }
}
