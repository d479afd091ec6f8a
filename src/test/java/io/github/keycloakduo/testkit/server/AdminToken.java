package io.github.keycloakduo.testkit.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;

/** The access token of the bootstrap admin's service account, fetched anew before it expires. */
final class AdminToken {
  private static final int MARGIN_SECONDS = 15;

  private final URI endpoint;
  private final Map<String, String> credentials;
  private String token = "";
  private Instant renewal = Instant.MIN;

  AdminToken(URI baseUrl, String clientId, String secret) {
    this.endpoint = URI.create(baseUrl + "/realms/master/protocol/openid-connect/token");
    this.credentials =
        Map.of("grant_type", "client_credentials", "client_id", clientId, "client_secret", secret);
  }

  synchronized String current() {
    if (!Instant.now().isBefore(renewal)) {
      fetch();
    }
    return token;
  }

  private void fetch() {
    Instant asked = Instant.now();
    HttpResponse<String> response = Http.send(Http.form(endpoint, credentials));
    if (response.statusCode() != 200) {
      throw new IllegalStateException("no admin token: " + response.body());
    }
    JsonNode answer = Json.read(response.body());
    token = answer.path("access_token").asText();
    renewal = asked.plusSeconds(answer.path("expires_in").asLong() - MARGIN_SECONDS);
  }
}
