package io.github.keycloakduo.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TransportFaultTest {
  private static final Duration SOON = Duration.ofSeconds(5);

  @RegisterExtension static final RunningSimulator SIMULATOR = new RunningSimulator();

  // Its own for each test: a pooled connection that a test killed must not fail the next one.
  private final TestClient client = new TestClient(duo());

  @BeforeEach
  void addAlice() {
    duo().user("alice").phone("DPALICE", "iPhone", Capability.PUSH).passcode("123456");
  }

  @Test
  void dripsTheAnswerByteByByte() {
    duo().faults().on(Endpoint.CHECK).once(Fault.slowDrip(Duration.ofMillis(2)));
    long begin = System.nanoTime();
    Reply reply = check().send();
    assertThat(reply.status()).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(60));
  }

  @Test
  void delaysTheAnswer() {
    duo().faults().on(Endpoint.AUTH).once(Fault.delay(Duration.ofMillis(150)));
    long begin = System.nanoTime();
    assertThat(client.passcode("alice", "123456").send().result()).isEqualTo("allow");
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(140));
  }

  @Test
  void hangsWithAndWithoutEffect() {
    duo().faults().on(Endpoint.AUTH).once(Fault.hang());
    CompletableFuture<Reply> lost = client.passcode("alice", "123456").sendAsync();
    duo().requests().awaitInFlight(1, SOON);
    assertThat(duo().user("alice").unusedPasscodes()).containsExactly("123456");
    assertThat(lost).isNotDone();

    duo().faults().on(Endpoint.AUTH).once(Fault.hangAfterProcessing());
    CompletableFuture<Reply> done = client.passcode("alice", "123456").sendAsync();
    duo().requests().awaitInFlight(2, SOON);
    assertThat(client.passcode("alice", "123456").send().text("/response/status_msg"))
        .startsWith("This passcode has already been used");
    assertThat(done).isNotDone();

    duo().stopListening();
    duo().resume();
    duo().requests().awaitInFlight(0, SOON);
  }

  @Test
  void countsRequestsOfBeforeAResetNoMore() {
    duo().faults().on(Endpoint.AUTH).always(Fault.hang());
    client.passcode("alice", "123456").sendAsync();
    client.passcode("alice", "123456").sendAsync();
    duo().requests().awaitInFlight(2, SOON);

    duo().reset();
    assertThat(duo().requests().inFlight()).isZero();
    duo().faults().on(Endpoint.AUTH).once(Fault.hang());
    client.passcode("alice", "123456").sendAsync();
    duo().requests().awaitInFlight(1, SOON);
    assertThat(duo().requests().count()).isEqualTo(1);

    duo().stopListening();
    duo().resume();
    duo().requests().awaitInFlight(0, SOON);
  }

  @Test
  void resetsTheConnectionWithAndWithoutEffect() {
    duo().faults().on(Endpoint.AUTH).once(Fault.reset());
    assertReset(client.passcode("alice", "123456"));
    assertThat(duo().user("alice").unusedPasscodes()).containsExactly("123456");

    duo().faults().on(Endpoint.AUTH).once(Fault.resetAfterProcessing());
    assertReset(client.passcode("alice", "123456"));
    assertThat(duo().user("alice").unusedPasscodes()).isEmpty();
  }

  @Test
  void resetsBelowTls() throws Exception {
    duo().faults().on(Endpoint.CHECK).once(Fault.reset());
    try (RawClient raw = new RawClient(duo())) {
      raw.send(check().request());
      assertThatThrownBy(raw::readToEnd)
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
    }
  }

  @Test
  void endsTheConnectionInTheMiddleOfTheBody() {
    duo().faults().on(Endpoint.CHECK).once(Fault.truncated());
    assertThatThrownBy(() -> raw(check())).isInstanceOf(IOException.class);
  }

  @Test
  void closesTheConnectionAfterAnAnswerThatPromisedToKeepIt() throws Exception {
    duo().faults().on(Endpoint.CHECK).once(Fault.closeAfterAnswer());
    try (RawClient raw = new RawClient(duo())) {
      raw.send(check().request());
      String answer = raw.readToEnd();
      assertThat(answer).contains("200 OK").endsWith("}");
      assertThat(answer.toLowerCase(Locale.ROOT)).doesNotContain("connection: close");
    }
  }

  private void assertReset(SignedCall call) {
    assertThatThrownBy(() -> raw(call)).isInstanceOf(IOException.class);
  }

  private HttpResponse<String> raw(SignedCall call) throws Exception {
    return client.http().send(call.request(), BodyHandlers.ofString());
  }

  private SignedCall check() {
    return client.call(Endpoint.CHECK);
  }

  private static DuoSimulator duo() {
    return SIMULATOR.duo();
  }
}
