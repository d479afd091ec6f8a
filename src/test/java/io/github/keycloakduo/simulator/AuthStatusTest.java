package io.github.keycloakduo.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AuthStatusTest {
  private static final Duration SOON = Duration.ofSeconds(5);

  @RegisterExtension static final RunningSimulator SIMULATOR = new RunningSimulator();

  @BeforeEach
  void addAlice() {
    duo().user("alice").phone("DPALICE", "iPhone", Capability.PUSH, Capability.PHONE);
  }

  @Test
  void answersTheFirstPollAtOnceAndTheSecondWithTheOutcome() {
    String txid = client().push("alice").with("async", "1").send().text("/response/txid");
    Reply first = client().status(txid).send();
    assertThat(first.result()).isEqualTo("waiting");
    assertThat(first.text("/response/status")).isEqualTo("pushed");

    CompletableFuture<Reply> second = waitingPoll(txid);
    duo().pushes().approve("alice");

    assertThat(second.join().result()).isEqualTo("allow");
    assertThat(client().status(txid).send().result()).isEqualTo("allow");
  }

  @Test
  void pushesAreCollectedOnceAClientKnowsHowTheyEnded() {
    String txid = client().startPush("alice");
    assertThat(duo().pushes().areCollectedSince(Duration.ZERO)).isFalse();
    duo().pushes().approve("alice");
    assertThat(duo().pushes().areCollectedSince(Duration.ZERO)).isFalse();

    client().status(txid).send();

    assertThat(duo().pushes().areCollectedSince(Duration.ZERO)).isTrue();
    assertThat(duo().pushes().areCollectedSince(SOON)).isFalse();
    duo().reset();
    assertThat(duo().pushes().areCollectedSince(SOON)).isTrue();
  }

  @Test
  void answersAllWhoWaitForTheSameNews() {
    String txid = client().startPush("alice");
    CompletableFuture<Reply> one = client().status(txid).sendAsync();
    CompletableFuture<Reply> two = client().status(txid).sendAsync();
    duo().requests().awaitInFlight(2, SOON);

    duo().pushes().deny("alice");

    assertThat(one.join().result()).isEqualTo("deny");
    assertThat(two.join().result()).isEqualTo("deny");
  }

  @Test
  void repeatsTheStateWhenThePollWindowEnds() {
    duo().pollWindow(Duration.ofMillis(50));
    Reply reply = client().status(client().startPush("alice")).send();
    assertThat(reply.result()).isEqualTo("waiting");
  }

  @Test
  void mayEndThePollWindowWithAnError() {
    try (DuoSimulator strict =
        DuoSimulator.builder().pollWindow(Duration.ofMillis(50)).pollEndsWithError(true).start()) {
      strict.user("alice").phone("DPALICE", "iPhone", Capability.PUSH);
      TestClient other = new TestClient(strict);
      Reply reply = other.status(other.startPush("alice")).send();
      assertThat(reply.code()).isEqualTo(40002);
      assertThat(reply.text("/message_detail")).isEqualTo("txid");
    }
  }

  @Test
  void tellsEachStepOfACall() {
    String txid =
        client()
            .auth("alice", "phone")
            .with("device", "auto")
            .with("async", "1")
            .send()
            .text("/response/txid");
    Reply calling = client().status(txid).send();
    assertThat(calling.text("/response/status")).isEqualTo("calling");
    assertThat(calling.text("/response/status_msg")).matches("Dialing XXX-XXX-\\d{4}\\.\\.\\.");

    CompletableFuture<Reply> next = waitingPoll(txid);
    duo().pushes().answerCall("alice");
    assertThat(next.join().text("/response/status")).isEqualTo("answered");

    CompletableFuture<Reply> last = waitingPoll(txid);
    duo().pushes().approve("alice");
    assertThat(last.join().result()).isEqualTo("allow");
  }

  @Test
  void canSayWordsThatNobodyKnows() {
    String txid = client().startPush("alice");
    duo().pushes().delay("alice");
    duo().pushes().update("alice", "waiting", "pondering", "Hm.");
    Reply reply = client().status(txid).send();
    assertThat(reply.text("/response/status")).isEqualTo("pondering");
    assertThat(reply.json().at("/response/auth_delayed").asBoolean()).isTrue();

    duo().pushes().update("alice", "perhaps", "unsure", "");
    assertThat(client().status(txid).send().result()).isEqualTo("perhaps");
  }

  @Test
  void ignoresAnAnswerThatComesAfterTheTimeout() {
    String txid = client().startPush("alice");
    String push = duo().pushes().awaitPending("alice", SOON).txid();
    duo().pushes().expire("alice");
    assertThat(duo().pushes().answer(push, "approve", "")).isFalse();
    assertThat(client().status(txid).send().text("/response/status")).isEqualTo("timeout");
  }

  @Test
  void endsOpenPushesAndTakesSettingsBackAtAReset() {
    CompletableFuture<Reply> poll = waitingPoll(client().startPush("alice"));
    duo().pushTimeout(Duration.ofMillis(1)).reset();
    assertThat(poll.join().text("/response/status")).isEqualTo("timeout");

    duo().user("alice").phone("DPALICE", "iPhone", Capability.PUSH);
    String txid = client().push("alice").with("async", "1").send().text("/response/txid");
    assertThat(client().status(txid).send().result()).isEqualTo("waiting");
    assertThat(duo().pushes().pending()).hasSize(1);
  }

  @Test
  void forgetsAPollWhoseClientLeft() throws IOException {
    DuoSimulator simulator = duo();
    String txid = client().startPush("alice");
    try (RawClient raw = new RawClient(simulator)) {
      raw.send(client().status(txid).request());
      simulator.requests().awaitInFlight(1, SOON);
    }
    simulator.requests().awaitInFlight(0, SOON);
  }

  private static CompletableFuture<Reply> waitingPoll(String txid) {
    CompletableFuture<Reply> poll = client().status(txid).sendAsync();
    duo().requests().awaitInFlight(1, SOON);
    return poll;
  }

  private static DuoSimulator duo() {
    return SIMULATOR.duo();
  }

  private static TestClient client() {
    return SIMULATOR.client();
  }
}
