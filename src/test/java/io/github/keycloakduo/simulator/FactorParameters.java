package io.github.keycloakduo.simulator;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Which parameters of {@code /auth} go with which factor. */
final class FactorParameters {
  private static final Set<String> COMMON =
      Set.of("username", "user_id", "factor", "ipaddr", "hostname", "async");
  private static final Map<Factor, Set<String>> OWN =
      Map.of(
          Factor.AUTO, Set.of("device", "type", "display_username", "pushinfo"),
          Factor.PUSH, Set.of("device", "type", "display_username", "pushinfo", "txid"),
          Factor.PASSCODE, Set.of("passcode"),
          Factor.SMS, Set.of("device"),
          Factor.PHONE, Set.of("device"));
  private static final int MOST_PUSH_INFO = 20_000;

  private FactorParameters() {}

  static Factor read(Params params) {
    String word = params.required("factor");
    Factor factor = Factor.ofWireName(word).orElseThrow(() -> DuoFailure.invalid("factor"));
    Set<String> allowed = new HashSet<>(COMMON);
    allowed.addAll(OWN.getOrDefault(factor, Set.of()));
    params.allowOnly(allowed);
    params.required(factor == Factor.PASSCODE ? "passcode" : "device");
    params.flag("async");
    params.ipAddress();
    return factor;
  }

  static Map<String, String> pushInfo(Params params) {
    String encoded = params.optional("pushinfo").orElse("");
    Map<String, String> info = new LinkedHashMap<>();
    if (encoded.getBytes(StandardCharsets.UTF_8).length >= MOST_PUSH_INFO) {
      throw DuoFailure.invalid("pushinfo");
    }
    for (Map.Entry<String, String> pair : WireRequest.pairs(encoded)) {
      if (pair.getKey().isEmpty() || info.put(pair.getKey(), pair.getValue()) != null) {
        throw DuoFailure.invalid("pushinfo");
      }
    }
    return info;
  }
}
