package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.SparePorts;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.TokenResponse;
import io.github.keycloakduo.testkit.server.Http;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** CIBA on a server that was not told to push: the channel that Keycloak brings goes on. */
@ExtendWith(KeycloakExtension.class)
class CibaOfHttpIT {
  private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();

  @Test
  void worksAsIfTheExtensionWereNotThere(TestRealm realm, DuoSimulator duo, SparePorts spare)
      throws IOException, InterruptedException {
    HttpServer entity = authenticationEntity(spare.authenticationEntityUri());
    try {
      duo.user("alice").phone("DP1", "Phone", Capability.PUSH);
      CibaLogin login = CibaLogin.at(realm, duo, Map.of());
      login.noteInToken("duo.outcome");

      String request = login.start("A-4711");
      String bearer = asked.poll(10, TimeUnit.SECONDS);
      assertThat(bearer).startsWith("Bearer ");
      // What the entity says beside its answer must not become a push that never was.
      approve(login, bearer);
      TokenResponse tokens = login.client().await(request);

      assertThat(tokens.status()).as(tokens.body().toString()).isEqualTo(200);
      assertThat(login.client().refresh(tokens).accessClaims().has("duo-outcome")).isFalse();
      assertThat(duo.requests().count()).isZero();
      assertThat(login.realm().events().user("LOGIN")).isEmpty();
    } finally {
      entity.stop(0);
    }
  }

  private HttpServer authenticationEntity(URI uri) throws IOException {
    HttpServer entity = HttpServer.create(new InetSocketAddress(uri.getHost(), uri.getPort()), 0);
    entity.createContext(
        uri.getPath(),
        exchange -> {
          try (exchange) {
            asked.add(exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(201, -1);
          }
        });
    entity.start();
    return entity;
  }

  private static void approve(CibaLogin login, String bearer) {
    URI callback =
        URI.create(login.client().realmUrl() + "/protocol/openid-connect/ext/ciba/auth/callback");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(callback)
            .header("Authorization", bearer)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"status\":\"SUCCEED\",\"duo.outcome\":\"approved\"}"));
    assertThat(Http.send(request).statusCode()).isEqualTo(200);
  }
}
