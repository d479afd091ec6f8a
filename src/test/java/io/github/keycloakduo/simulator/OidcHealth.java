package io.github.keycloakduo.simulator;

import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tells a client of the prompt whether all is well with it and with Duo. */
final class OidcHealth implements Operation {
  private final Account account;

  OidcHealth(Account account) {
    this.account = account;
  }

  @Override
  public Future<Answer> run(Call call) {
    Params params = call.params();
    long now = account.clock().now().getEpochSecond();
    boolean known = account.keys().knows(params.required("client_id"));
    String audience = "https://" + call.apiHost() + Endpoint.HEALTH_CHECK.path();
    if (known
        && ClientAssertion.isGood(params.required("client_assertion"), audience, account)
        && !account.settings().accessForbidden) {
      return Future.succeededFuture(Answer.ok(Map.of("timestamp", now)));
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("code", 40002);
    body.put("message", "invalid_client");
    body.put("message_detail", "The provided client_assertion was invalid.");
    body.put("stat", "FAIL");
    body.put("timestamp", now);
    return Future.succeededFuture(Answer.json(400, Json.write(body)));
  }
}
