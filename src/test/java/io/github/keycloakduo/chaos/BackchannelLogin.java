package io.github.keycloakduo.chaos;

import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.realm.CibaClient;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.TokenResponse;
import java.util.Map;

/** A login by CIBA, for which the client asks again when it fails. */
final class BackchannelLogin extends LoginDriver {
  private static final int MOST_POLLS = 200;

  private final CibaClient client;

  BackchannelLogin(Person person, TestRealm realm, DuoSimulator duo, CibaClient client) {
    super(person, realm, duo);
    this.client = client;
  }

  @Override
  boolean attempt() {
    asksForPush();
    TokenResponse asked = client.ask(person().name(), Map.of());
    heard(asked.toString());
    String id = asked.body().path("auth_req_id").asText();
    TokenResponse answer = asked;
    for (int poll = 0; poll < MOST_POLLS && !id.isEmpty(); poll++) {
      answer = polled(id, answer);
      if (answer.status() == 200 && answer.body().hasNonNull("access_token")) {
        return true;
      }
      if (answer.status() < 500 && !isPending(answer)) {
        return false;
      }
      pause();
    }
    return false;
  }

  private TokenResponse polled(String id, TokenResponse before) {
    try {
      TokenResponse answer = client.poll(id);
      heard(answer.toString());
      return answer;
    } catch (RuntimeException lost) {
      return new TokenResponse(503, before.body());
    }
  }

  private static boolean isPending(TokenResponse answer) {
    return answer.error().equals("authorization_pending") || answer.error().equals("slow_down");
  }
}
