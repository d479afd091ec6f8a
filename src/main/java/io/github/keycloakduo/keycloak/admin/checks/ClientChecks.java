package io.github.keycloakduo.keycloak.admin.checks;

import io.github.keycloakduo.mfa.LogSafeText;
import java.util.ArrayList;
import java.util.List;

/** The checks of a configuration, joined by those of the configurations of single clients. */
final class ClientChecks {
  private final List<CheckResult> ofAll;
  private final List<CheckResult> joined;

  /** Begins with what holds for clients that have no configuration of their own. */
  ClientChecks(List<CheckResult> ofAll) {
    this.ofAll = List.copyOf(ofAll);
    this.joined = new ArrayList<>(ofAll);
  }

  /**
   * Adds what is different for a client, check by check. What was not checked for the client says
   * nothing: another line has the reason.
   */
  void add(String clientId, List<CheckResult> ofClient) {
    for (int at = 0; at < joined.size(); at++) {
      CheckResult one = ofClient.get(at);
      boolean tells = (!one.ok() && !one.isSkipped()) || one.name() == CheckName.CONFIG;
      if (tells && !one.equals(ofAll.get(at))) {
        joined.set(at, joined(joined.get(at), clientId, one));
      }
    }
  }

  private static CheckResult joined(CheckResult before, String clientId, CheckResult ofClient) {
    return new CheckResult(
        before.name(),
        before.ok() && ofClient.ok(),
        before.message()
            + "; for the client \""
            + LogSafeText.of(clientId)
            + "\": "
            + ofClient.message());
  }

  List<CheckResult> results() {
    return List.copyOf(joined);
  }
}
