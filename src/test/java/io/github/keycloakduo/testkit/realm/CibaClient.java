package io.github.keycloakduo.testkit.realm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakduo.testkit.server.AdminClient;
import io.github.keycloakduo.testkit.server.Http;
import io.github.keycloakduo.testkit.server.Json;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** A confidential client that asks for logins by CIBA and polls for their tokens. */
public record CibaClient(URI realmUrl, String clientId, String secret) {
  private static final Duration MOST = Duration.ofSeconds(60);
  private static final Duration BETWEEN_POLLS = Duration.ofMillis(300);
  private static final Set<String> NOT_YET = Set.of("authorization_pending", "slow_down");

  /** Makes the client of a realm, whose requests live that long. */
  public static CibaClient create(TestRealm realm, Duration expiry) {
    CibaClient client = new CibaClient(realm.app().realmUrl(), "bank", "the secret of the bank");
    realm
        .admin()
        .create(
            "/clients",
            Map.of(
                "clientId", client.clientId(),
                "name", "The Bank",
                "secret", client.secret(),
                "publicClient", false,
                "redirectUris", List.of(realm.app().redirectUri().toString()),
                "attributes", Map.of("oidc.ciba.grant.enabled", "true")));
    attributes(
        realm.admin(),
        Map.of("cibaExpiresIn", Long.toString(expiry.toSeconds()), "cibaInterval", "1"));
    return client;
  }

  /** Sets attributes of a realm and keeps its others, which Keycloak would remove. */
  public static void attributes(AdminClient realm, Map<String, String> changes) {
    ObjectNode attributes = (ObjectNode) realm.get("").path("attributes");
    changes.forEach(attributes::put);
    realm.put("", Map.of("attributes", attributes));
  }

  /** The same client at another node. */
  public CibaClient at(URI otherRealmUrl) {
    return new CibaClient(otherRealmUrl, clientId, secret);
  }

  /** Asks for a login of this user. */
  public TokenResponse ask(String username, Map<String, String> extra) {
    Map<String, String> fields = new HashMap<>(extra);
    fields.put("login_hint", username);
    fields.putIfAbsent("scope", "openid");
    return post("ext/ciba/auth", fields);
  }

  /** Asks, and expects that the request is taken; with its id the client polls. */
  public String start(String username, Map<String, String> extra) {
    TokenResponse answer = ask(username, extra);
    JsonNode id = answer.body().path("auth_req_id");
    if (answer.status() != 200 || id.asText().isEmpty()) {
      throw new IllegalStateException(answer.status() + " " + answer.body());
    }
    return id.asText();
  }

  /** Asks once for the tokens. */
  public TokenResponse poll(String requestId) {
    return post(
        "token",
        Map.of("grant_type", "urn:openid:params:grant-type:ciba", "auth_req_id", requestId));
  }

  /** Asks for the tokens until there is something else to say than to wait. */
  public TokenResponse await(String requestId) {
    long end = System.nanoTime() + MOST.toNanos();
    TokenResponse answer = poll(requestId);
    while (NOT_YET.contains(answer.error())) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("still waiting: " + answer.body());
      }
      LockSupport.parkNanos(BETWEEN_POLLS.toNanos());
      answer = poll(requestId);
    }
    return answer;
  }

  public TokenResponse refresh(TokenResponse tokens) {
    return post(
        "token", Map.of("grant_type", "refresh_token", "refresh_token", tokens.refreshToken()));
  }

  private TokenResponse post(String endpoint, Map<String, String> fields) {
    Map<String, String> all = new HashMap<>(fields);
    all.put("client_id", clientId);
    all.put("client_secret", secret);
    HttpResponse<String> response =
        Http.send(Http.form(URI.create(realmUrl + "/protocol/openid-connect/" + endpoint), all));
    return new TokenResponse(response.statusCode(), Json.read(response.body()));
  }
}
