package io.github.keycloakduo.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class ServerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void refusesConnectionsUntilItServesAgainOnTheSamePort() throws Exception {
    try (DuoSimulator duo = DuoSimulator.start()) {
      HttpRequest ping = ping(duo);
      int port = duo.port();

      duo.stopListening();
      assertThatThrownBy(() -> send(duo, ping)).isInstanceOf(ConnectException.class);

      duo.resume();
      assertThat(duo.port()).isEqualTo(port);
      assertThat(send(duo, ping).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void acceptsConnectionsAndStaysMuteBeforeTls() throws Exception {
    try (DuoSimulator duo = DuoSimulator.start()) {
      HttpRequest ping = ping(duo);

      duo.hangBeforeTls();
      assertThatThrownBy(() -> send(duo, ping)).isInstanceOf(HttpConnectTimeoutException.class);

      duo.resume();
      assertThat(send(duo, ping).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void presentsCertificatesThatMustBeRefused() {
    assertThat(refusal(CertificateKind.UNKNOWN_CA)).hasMessageContaining("path");
    assertThat(refusal(CertificateKind.WRONG_HOST)).hasMessageContaining("No subject alternative");
    assertThat(refusal(CertificateKind.EXPIRED))
        .hasRootCauseInstanceOf(CertificateExpiredException.class);
  }

  @Test
  void namesMoreHostsInItsCertificate() throws Exception {
    try (DuoSimulator duo = DuoSimulator.builder().hostNames("duo").start();
        ConnectProxy proxy = ConnectProxy.start().map("duo:443", duo.host())) {
      HttpClient client =
          HttpClient.newBuilder()
              .sslContext(duo.clientContext())
              .proxy(ProxySelector.of(proxy.address()))
              .build();
      HttpRequest ping = HttpRequest.newBuilder(URI.create("https://duo/auth/v2/ping")).build();
      assertThat(client.send(ping, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void countsConnectionsAndTellsThemApart() throws Exception {
    try (DuoSimulator duo = DuoSimulator.start()) {
      TestClient first = new TestClient(duo);
      first.call(Endpoint.CHECK).send();
      first.call(Endpoint.CHECK).send();
      new TestClient(duo).call(Endpoint.CHECK).send();

      List<Long> used =
          duo.requests().all(Endpoint.CHECK).stream().map(RecordedRequest::connection).toList();
      assertThat(duo.requests().connectionsOpened()).isEqualTo(2);
      assertThat(used.get(0)).isEqualTo(used.get(1)).isNotEqualTo(used.get(2));
    }
  }

  @Test
  void recordsRequestsEvenWhenTheyAreRefused() throws Exception {
    try (DuoSimulator duo = DuoSimulator.start()) {
      new TestClient(duo).preauth("Ann & Bob").skey("wrong").send();
      RecordedRequest request = duo.requests().last(Endpoint.PREAUTH);
      assertThat(request.user()).isEqualTo("Ann & Bob");
      assertThat(request.params()).containsEntry("username", "Ann & Bob");
      assertThat(request.headers()).containsEntry("content-type", "application/json");
      assertThat(request.method()).isEqualTo("POST");

      duo.pushTimeout(Duration.ofMillis(1)).accessForbidden(true).reset();
      assertThat(duo.requests().count()).isZero();
      assertThat(duo.users()).isEmpty();
      assertThatThrownBy(() -> duo.requests().last(Endpoint.PREAUTH)).hasMessageContaining("No");
    }
  }

  @Test
  void holdsManyPollsWithoutAThreadForEach() {
    int polls = 200;
    try (DuoSimulator duo = DuoSimulator.builder().pollWindow(PATIENCE).start()) {
      duo.user("alice").phone("DPALICE", "iPhone", Capability.PUSH);
      TestClient client = new TestClient(duo);
      String txid = client.startPush("alice");
      long threads = serverThreads();

      List<CompletableFuture<Reply>> waiting = new ArrayList<>();
      for (int i = 0; i < polls; i++) {
        waiting.add(client.status(txid).sendAsync());
      }
      duo.requests().awaitInFlight(polls, PATIENCE);
      assertThat(serverThreads()).isLessThan(threads + 5);

      duo.pushes().approve("alice");
      assertThat(waiting).allSatisfy(poll -> assertThat(poll.join().result()).isEqualTo("allow"));
    }
  }

  private static long serverThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("vert.x-"))
        .count();
  }

  private static Throwable refusal(CertificateKind kind) {
    try (DuoSimulator duo = DuoSimulator.builder().certificate(kind).start()) {
      HttpRequest ping = ping(duo);
      return catchThrowableOfType(SSLHandshakeException.class, () -> send(duo, ping));
    }
  }

  private static HttpRequest ping(DuoSimulator duo) {
    return new TestClient(duo).call(Endpoint.PING).request();
  }

  private static HttpResponse<String> send(DuoSimulator duo, HttpRequest request)
      throws IOException, InterruptedException {
    HttpClient fresh =
        HttpClient.newBuilder()
            .sslContext(duo.clientContext())
            .connectTimeout(Duration.ofMillis(1500))
            .build();
    return fresh.send(request, BodyHandlers.ofString());
  }
}
