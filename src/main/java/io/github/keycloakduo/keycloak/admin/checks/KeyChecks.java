package io.github.keycloakduo.keycloak.admin.checks;

import io.github.keycloakduo.mfa.Fault;
import io.github.keycloakduo.mfa.Result;
import java.util.List;

/** What a signed call shows of keys and clock. */
final class KeyChecks {
  private KeyChecks() {}

  static List<Check> of(Result<Long> signed, Skew skew) {
    boolean refused =
        signed.match(time -> false, fault -> fault.kind() == Fault.Kind.CLOCK) || skew.isRefused();
    return List.of(
        refused ? Check.notMade(CheckName.KEYS, "the clock must be right first") : keys(signed),
        clock(skew, refused));
  }

  /** Neither can be known. */
  static List<Check> notMade(String because) {
    return List.of(Check.notMade(CheckName.KEYS, because), Check.notMade(CheckName.CLOCK, because));
  }

  private static Check keys(Result<Long> signed) {
    return signed.match(
        time -> Check.passed(CheckName.KEYS, "Duo accepts duo.ikey and duo.skey"),
        fault -> Check.failed(CheckName.KEYS, fault.detail()));
  }

  private static Check clock(Skew skew, boolean refused) {
    if (refused) {
      return Check.failed(
          CheckName.CLOCK, skew.words() + ", which is more than the 5 minutes that Duo accepts");
    }
    String remark = skew.isNoteworthy() ? ", which Duo still accepts; set it right" : "";
    return Check.passed(CheckName.CLOCK, skew.words() + remark);
  }
}
