package io.github.keycloakduo.chaos;

import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.realm.Gateway;
import io.github.keycloakduo.testkit.realm.GatewayAnswer;
import io.github.keycloakduo.testkit.realm.TestRealm;
import java.io.UncheckedIOException;
import java.util.Map;

/** A login by a gateway, whose user tries again when it fails. */
final class GatewayLogin extends LoginDriver {
  private static final int MOST_POLLS = 200;

  private final Gateway gateway;

  GatewayLogin(Person person, TestRealm realm, DuoSimulator duo, Gateway gateway) {
    super(person, realm, duo);
    this.gateway = gateway;
  }

  @Override
  boolean attempt() {
    return switch (person().kind()) {
      case GATEWAY_PASSCODE -> call(Map.of("otp", nextCode())).isIn();
      case GATEWAY_POLLED_PUSH -> polled();
      default -> pushed(Map.of()).isIn();
    };
  }

  private GatewayAnswer pushed(Map<String, String> parameters) {
    asksForPush();
    GatewayAnswer answer = call(parameters);
    if (answer.status() == 400 && answer.reason().equals("push_pending")) {
      gotNoPush();
    }
    return answer;
  }

  private boolean polled() {
    GatewayAnswer answer = pushed(Map.of("wait", "false"));
    for (int poll = 0; poll < MOST_POLLS && isUnderWay(answer); poll++) {
      pause();
      answer = goneOn(answer);
    }
    return answer.isIn();
  }

  private static boolean isUnderWay(GatewayAnswer answer) {
    return answer.status() == 400 && answer.reason().equals("push_sent");
  }

  /** After a lost answer or a 503 the same state is sent again. */
  private GatewayAnswer goneOn(GatewayAnswer before) {
    Map<String, String> next =
        Map.of("wait", "false", "duo_state", before.duo().path("state").asText());
    try {
      GatewayAnswer answer = call(next);
      if (answer.status() < 500) {
        return answer;
      }
      // Who sends the state again after an outage asks for another push.
      asksForPush();
      return before;
    } catch (UncheckedIOException lost) {
      return before;
    }
  }

  private GatewayAnswer call(Map<String, String> parameters) {
    GatewayAnswer answer = gateway.call(person().user(), parameters);
    heard(answer.toString());
    return answer;
  }
}
