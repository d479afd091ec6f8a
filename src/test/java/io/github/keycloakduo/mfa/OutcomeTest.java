package io.github.keycloakduo.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OutcomeTest {
  /** Effect, as the contract has it, and the outcomes with it. Names are stable: users script. */
  private static final Map<String, List<String>> CONTRACT =
      Map.of(
          "in, factor",
          List.of("approved", "other_factor"),
          "in",
          List.of("grace", "exempt_user", "exempt_group", "exempt_network", "bypass", "fail_open"),
          "no",
          List.of(
              "denied",
              "fraud",
              "push_timeout",
              "cancelled",
              "not_enrolled",
              "no_capable_device",
              "factor_not_allowed",
              "duo_denied",
              "push_limit",
              "session_limit"),
          "no, counted",
          List.of("wrong_passcode", "passcode_used"),
          "no, 503",
          List.of("unreachable", "rate_limited", "duo_error", "mapping_error", "config_error"));

  @Test
  void isAClosedListWithTheEffectsOfTheContract() {
    Map<String, String> expected = new TreeMap<>();
    CONTRACT.forEach((effect, ids) -> ids.forEach(id -> expected.put(id, effect)));
    Map<String, String> actual =
        Arrays.stream(Outcome.values())
            .collect(Collectors.toMap(Outcome::id, OutcomeTest::effect, (a, b) -> a, TreeMap::new));
    assertThat(actual).isEqualTo(expected);
  }

  private static String effect(Outcome outcome) {
    return (outcome.letsIn() ? "in" : "no")
        + (outcome.provesFactor() ? ", factor" : "")
        + (outcome.countsAsFailure() ? ", counted" : "")
        + (outcome.isUnavailability() ? ", 503" : "");
  }

  @Test
  void keepsItsNameInEveryLanguage() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(new Locale("tr", "TR"));
      assertThat(Outcome.PUSH_LIMIT.id()).isEqualTo("push_limit");
      assertThat(Factor.of("push")).contains(Factor.PUSH);
    } finally {
      Locale.setDefault(before);
    }
  }
}
