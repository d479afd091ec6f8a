package io.github.keycloakduo.keycloak.sessions;

import static io.github.keycloakduo.keycloak.sessions.SessionLimitScenario.ALICE;
import static io.github.keycloakduo.keycloak.sessions.SessionLimitScenario.ALICE_ELSEWHERE;
import static io.github.keycloakduo.keycloak.sessions.SessionLimitScenario.endingOldest;
import static io.github.keycloakduo.keycloak.sessions.SessionLimitScenario.refusing;
import static io.github.keycloakduo.sessions.SessionLimiter.Result.ALLOWED;
import static io.github.keycloakduo.sessions.SessionLimiter.Result.LIMIT_REACHED;
import static io.github.keycloakduo.sessions.SessionLimiter.Result.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.sessions.SessionLimiter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DatabaseSessionLimiterTest {
  private static TestDatabase database;

  private SessionLimitScenario scene;

  @BeforeAll
  static void start() throws Exception {
    database = TestDatabase.start();
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @BeforeEach
  void empty() {
    scene = new SessionLimitScenario(database);
  }

  @Test
  void refusesTheLoginAboveTheLimitUntilASessionEnds() {
    assertThat(scene.reserve(ALICE, "s1", refusing(1))).isEqualTo(ALLOWED);
    scene.finish(ALICE, "s1");
    assertThat(scene.reserve(ALICE, "s2", refusing(1))).isEqualTo(LIMIT_REACHED);
    scene.sessions.end("s1");
    assertThat(scene.reserve(ALICE, "s3", refusing(1))).isEqualTo(ALLOWED);
  }

  @Test
  void holdsAReservationForALoginThatHasNoSessionYet() {
    assertThat(scene.reserve(ALICE, "s1", refusing(1))).isEqualTo(ALLOWED);
    assertThat(scene.reserve(ALICE, "s2", refusing(1))).isEqualTo(LIMIT_REACHED);
    assertThat(scene.standing(ALICE)).containsExactly("P:s1");
  }

  @Test
  void countsEachAddressByItself() {
    scene.reserve(ALICE, "s1", refusing(1));
    assertThat(scene.reserve(ALICE_ELSEWHERE, "s2", refusing(1))).isEqualTo(ALLOWED);
  }

  @Test
  void holdsAReservationAtBothAddressesForOneBrowserThatMoved() {
    scene.reserve(ALICE, "s1", refusing(1));
    assertThat(scene.reserve(ALICE_ELSEWHERE, "s1", refusing(1))).isEqualTo(ALLOWED);
    assertThat(scene.standing(ALICE)).containsExactly("P:s1");
    assertThat(scene.standing(ALICE_ELSEWHERE)).containsExactly("P:s1");
  }

  @Test
  void letsTheSecondTabOfALoginInAgain() {
    scene.reserve(ALICE, "s1", refusing(1));
    assertThat(scene.reserve(ALICE, "s1", refusing(1))).isEqualTo(ALLOWED);
    assertThat(scene.standing(ALICE)).containsExactly("P:s1");
  }

  @Test
  void reservesNothingForASessionThatAuthenticatesAgain() {
    scene.sessions.start(ALICE, "s1", 1);
    assertThat(scene.reserve(ALICE, "s1", refusing(1))).isEqualTo(ALLOWED);
    assertThat(scene.standing(ALICE)).isEmpty();
  }

  @Test
  void releasesAReservationOnlyWhenTheSessionIsThereOrTheLoginIsGone() {
    scene.reserve(ALICE, "s1", refusing(1));
    scene.release(ALICE, "s1");
    assertThat(scene.standing(ALICE)).containsExactly("P:s1");
    scene.finish(ALICE, "s1");
    assertThat(scene.standing(ALICE)).isEmpty();

    scene.reserve(ALICE_ELSEWHERE, "s2", refusing(1));
    scene.sessions.loginEnds("s2");
    scene.release(ALICE_ELSEWHERE, "s2");
    assertThat(scene.standing(ALICE_ELSEWHERE)).isEmpty();
  }

  @Test
  void dropsAnAbandonedReservationAfterHalfAMinute() {
    scene.reserve(ALICE, "s1", refusing(1));
    scene.sessions.loginEnds("s1");
    scene.now.addAndGet(30);
    assertThat(scene.reserve(ALICE, "s2", refusing(1))).isEqualTo(LIMIT_REACHED);
    scene.now.addAndGet(1);
    assertThat(scene.reserve(ALICE, "s2", refusing(1))).isEqualTo(ALLOWED);
    assertThat(scene.standing(ALICE)).containsExactly("P:s2");
  }

  @Test
  void keepsAnOldReservationWhileItsLoginIsUnderWay() {
    scene.reserve(ALICE, "s1", refusing(1));
    scene.now.addAndGet(10_000);
    assertThat(scene.reserve(ALICE, "s2", refusing(1))).isEqualTo(LIMIT_REACHED);
  }

  @Test
  void healsAfterACrashBetweenTheSessionAndTheRelease() {
    scene.reserve(ALICE, "s1", refusing(1));
    scene.sessions.start(ALICE, "s1", 1);
    scene.now.addAndGet(31);
    assertThat(scene.reserve(ALICE, "s2", refusing(1))).isEqualTo(LIMIT_REACHED);
    assertThat(scene.standing(ALICE)).isEmpty();
    scene.sessions.end("s1");
    assertThat(scene.reserve(ALICE, "s2", refusing(1))).isEqualTo(ALLOWED);
  }

  @Test
  void endsTheOldestBeforeItLetsIn() {
    scene.sessions.start(ALICE, "old", 1);
    scene.sessions.start(ALICE, "new", 2);
    assertThat(scene.reserve(ALICE, "s3", endingOldest(2))).isEqualTo(ALLOWED);
    assertThat(scene.sessions.ids()).containsExactly("new");
    assertThat(scene.standing(ALICE)).containsExactly("P:s3");
  }

  @Test
  void refusesWithAnErrorWhenTheOldestCannotBeEnded() {
    scene.sessions.start(ALICE, "old", 1);
    scene.terminator = id -> {};
    assertThat(scene.reserve(ALICE, "s2", endingOldest(1))).isEqualTo(UNKNOWN);
    assertThat(scene.standing(ALICE)).containsExactly("E:old");
  }

  @Test
  void endsWhatACrashLeft() {
    scene.sessions.start(ALICE, "old", 1);
    scene.terminator = id -> {};
    scene.reserve(ALICE, "s2", endingOldest(1));
    scene.terminator = scene.sessions::end;
    assertThat(scene.reserve(ALICE, "s3", endingOldest(1))).isEqualTo(ALLOWED);
    assertThat(scene.sessions.ids()).isEmpty();
    assertThat(scene.standing(ALICE)).containsExactly("P:s3");
  }

  @Test
  void endsWhatACrashLeftEvenAfterTheActionWasChanged() {
    scene.sessions.start(ALICE, "old", 1);
    scene.terminator = id -> {};
    scene.reserve(ALICE, "s2", endingOldest(1));
    scene.terminator = scene.sessions::end;
    assertThat(scene.reserve(ALICE, "old", refusing(1))).isEqualTo(LIMIT_REACHED);
    assertThat(scene.sessions.ids()).isEmpty();
    assertThat(scene.reserve(ALICE, "old", refusing(1))).isEqualTo(ALLOWED);
  }

  @Test
  void refusesWhenLoginsUnderWayHoldAllReservations() {
    scene.reserve(ALICE, "s1", endingOldest(1));
    assertThat(scene.reserve(ALICE, "s2", endingOldest(1))).isEqualTo(LIMIT_REACHED);
  }

  @Test
  void endsASessionOnlyAfterItsReservationWasReleased() {
    scene.reserve(ALICE, "s1", endingOldest(1));
    scene.sessions.start(ALICE, "s1", 1);
    assertThat(scene.reserve(ALICE, "s2", endingOldest(1))).isEqualTo(LIMIT_REACHED);
    scene.release(ALICE, "s1");
    assertThat(scene.reserve(ALICE, "s2", endingOldest(1))).isEqualTo(ALLOWED);
    assertThat(scene.sessions.ids()).isEmpty();
  }

  @Test
  void endsASessionAgainThatCameBack() {
    scene.sessions.start(ALICE, "old", 1);
    AtomicBoolean again = new AtomicBoolean();
    scene.terminator =
        id -> {
          if (again.getAndSet(true)) {
            scene.sessions.end(id);
          }
        };
    assertThat(scene.reserve(ALICE, "s2", endingOldest(1))).isEqualTo(ALLOWED);
    assertThat(scene.sessions.ids()).isEmpty();
  }

  @Test
  void looksWithoutTakingOrWritingAnything() {
    SessionLimiter limiter = scene.limiter();
    assertThat(limiter.hasRoom(ALICE, "s1", refusing(1))).isEqualTo(ALLOWED);
    assertThat(scene.standing(ALICE)).isEmpty();
    scene.sessions.start(ALICE, "old", 1);
    assertThat(limiter.hasRoom(ALICE, "s1", refusing(1))).isEqualTo(LIMIT_REACHED);
    assertThat(limiter.hasRoom(ALICE, "old", refusing(1))).isEqualTo(ALLOWED);
    assertThat(limiter.hasRoom(ALICE, "s1", endingOldest(1))).isEqualTo(ALLOWED);
    assertThat(scene.sessions.ids()).containsExactly("old");
  }

  @Test
  void looksWithoutWaitingForAnybodyWhoCounts() throws Exception {
    Boolean looked =
        scene.rows(
            rows -> {
              rows.lock(ALICE.hash());
              return CompletableFuture.supplyAsync(
                      () -> scene.limiter().hasRoom(ALICE, "s1", refusing(1)) == ALLOWED)
                  .orTimeout(20, TimeUnit.SECONDS)
                  .join();
            });
    assertThat(looked).isTrue();
  }

  @Test
  void listsOnlyAsManySessionsAsARefusalNeeds() {
    for (int i = 0; i < 1000; i++) {
      scene.sessions.start(ALICE, "old" + i, i);
    }
    assertThat(scene.limiter().hasRoom(ALICE, "s1", refusing(3))).isEqualTo(LIMIT_REACHED);
    assertThat(scene.reserve(ALICE, "s1", refusing(3))).isEqualTo(LIMIT_REACHED);
    assertThat(scene.sessions.listed()).isEqualTo(6);
    assertThat(scene.limiter().hasRoom(ALICE, "s1", endingOldest(3))).isEqualTo(ALLOWED);
    assertThat(scene.reserve(ALICE, "old5", refusing(3))).isEqualTo(ALLOWED);
    assertThat(scene.sessions.listed()).isEqualTo(6);
  }

  @Test
  void refusesWithAnErrorWhenTheStoreFails() {
    SessionLimiter limiter =
        new DatabaseSessionLimiter(DatabaseSessionLimiterTest::broken, id -> {}, (owner, id) -> {});
    assertThat(limiter.hasRoom(ALICE, "s1", refusing(9))).isEqualTo(UNKNOWN);
    assertThat(limiter.reserve(ALICE, "s1", refusing(9))).isEqualTo(UNKNOWN);
  }

  private static <T> T broken(Function<SessionReservations, T> work) {
    throw new IllegalStateException("no connection");
  }
}
