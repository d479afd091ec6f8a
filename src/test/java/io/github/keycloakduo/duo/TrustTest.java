package io.github.keycloakduo.duo;

import static io.github.keycloakduo.duo.Replies.answer;
import static io.github.keycloakduo.duo.Replies.kind;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.Fault.Kind;
import io.github.keycloakduo.settings.CaCertificates;
import io.github.keycloakduo.settings.DuoConnection;
import io.github.keycloakduo.simulator.CertificateKind;
import io.github.keycloakduo.simulator.ConnectProxy;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.vertx.core.Handler;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrustTest {
  private static final Duration AMPLE = Duration.ofSeconds(20);

  @RegisterExtension static final Bench BENCH = new Bench();

  @ParameterizedTest
  @EnumSource(names = "TRUSTED", mode = EnumSource.Mode.EXCLUDE)
  void refusesACertificateThatIsNotDuos(CertificateKind certificate) {
    DuoSimulator duo = BENCH.open(DuoSimulator.builder().certificate(certificate).start());
    assertThat(kind(BENCH.api(duo, Bench.way(duo)).ping(AMPLE))).isEqualTo(Kind.CERTIFICATE);
    assertThat(duo.requests().count()).isZero();
  }

  @ParameterizedTest
  @EnumSource(names = "TRUSTED", mode = EnumSource.Mode.EXCLUDE)
  void refusesItBehindAProxyToo(CertificateKind certificate) {
    DuoSimulator duo = BENCH.open(DuoSimulator.builder().certificate(certificate).start());
    ConnectProxy proxy = BENCH.open(ConnectProxy.start());
    assertThat(kind(BENCH.api(duo, Bench.through(proxy, Bench.way(duo))).ping(AMPLE)))
        .isEqualTo(Kind.CERTIFICATE);
    assertThat(proxy.tunnels()).isEqualTo(1);
    assertThat(duo.requests().count()).isZero();
  }

  @Test
  void refusesAPrivateAuthorityWithoutItsPem() {
    DuoSimulator duo = BENCH.open(DuoSimulator.start());
    DuoConnection builtIn =
        new DuoConnection(Bench.way(duo).host(), Optional.empty(), Optional.empty());
    assertThat(kind(BENCH.api(duo, builtIn).ping(AMPLE))).isEqualTo(Kind.CERTIFICATE);
  }

  @Test
  void trustsEachOfSeveralAuthorities() {
    DuoSimulator one = BENCH.open(DuoSimulator.start());
    DuoSimulator other = BENCH.open(DuoSimulator.start());
    Optional<CaCertificates> both =
        Optional.of(new CaCertificates(List.of(one.caPem(), other.caPem())));
    for (DuoSimulator duo : List.of(one, other)) {
      DuoConnection way = new DuoConnection(Bench.way(duo).host(), Optional.empty(), both);
      assertThat(answer(BENCH.api(duo, way).ping(AMPLE))).isPositive();
    }
  }

  @Test
  void takesAHandshakeThatIsCutOffForALostConnection() {
    DuoSimulator duo = BENCH.open(DuoSimulator.start());
    String host = "localhost:" + serve(socket -> socket.handler(hello -> socket.close()));
    assertThat(kind(BENCH.api(duo, Bench.way(host, duo)).ping(AMPLE)))
        .isEqualTo(Kind.CONNECTION_LOST);
  }

  @Test
  void takesAServerWithoutTlsForNoOutage() {
    DuoSimulator duo = BENCH.open(DuoSimulator.start());
    String host = "localhost:" + serve(socket -> socket.write("HTTP/1.1 400 Bad Request\r\n\r\n"));
    assertThat(kind(BENCH.api(duo, Bench.way(host, duo)).ping(AMPLE))).isEqualTo(Kind.CERTIFICATE);
  }

  private static int serve(Handler<NetSocket> behaviour) {
    NetServer server =
        BENCH
            .vertx()
            .createNetServer()
            .connectHandler(behaviour)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    BENCH.open(server::close);
    return server.actualPort();
  }
}
