package io.github.keycloakduo.keycloak.sessions;

import static io.github.keycloakduo.keycloak.sessions.SessionLimitScenario.ALICE;
import static io.github.keycloakduo.keycloak.sessions.SessionLimitScenario.endingOldest;
import static io.github.keycloakduo.keycloak.sessions.SessionLimitScenario.refusing;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.sessions.SessionLimiter.Result;
import io.github.keycloakduo.settings.SessionLimitSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Threat T32: the limit holds however many log in at once. */
class ParallelLoginsTest {
  private static final int LOGINS = 24;

  private static TestDatabase database;

  private final ExecutorService crowd = Executors.newFixedThreadPool(LOGINS);
  private final AtomicInteger mostAlive = new AtomicInteger();
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

  @AfterEach
  void goHome() {
    crowd.shutdownNow();
  }

  @Test
  void letsExactlyAsManyInAsThereArePlaces() throws Exception {
    for (int round = 0; round < 5; round++) {
      assertThat(rush("round" + round + "-", refusing(2)))
          .doesNotContain(Result.UNKNOWN)
          .filteredOn(answer -> answer == Result.ALLOWED)
          .hasSize(2);
      assertThat(scene.sessions.ids()).hasSize(2);
      assertThat(scene.standing(ALICE)).isEmpty();
      assertThat(scene.reserve(ALICE, "one-more", refusing(2))).isEqualTo(Result.LIMIT_REACHED);
      scene.sessions.ids().forEach(scene.sessions::end);
    }
    assertThat(mostAlive).hasValue(2);
  }

  @Test
  void neverLetsMoreLiveWhenTheOldestEnd() throws Exception {
    for (int round = 0; round < 5; round++) {
      assertThat(rush("round" + round + "-", endingOldest(2)))
          .doesNotContain(Result.UNKNOWN)
          .contains(Result.ALLOWED);
      assertThat(scene.sessions.ids()).hasSize(2);
      assertThat(scene.standing(ALICE)).isEmpty();
    }
    assertThat(mostAlive).hasValue(2);
  }

  private List<Result> rush(String prefix, SessionLimitSettings limit) throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    List<Future<Result>> logins = new ArrayList<>();
    for (int i = 0; i < LOGINS; i++) {
      String id = prefix + i;
      logins.add(
          crowd.submit(
              () -> {
                go.await();
                return logIn(id, limit);
              }));
    }
    go.countDown();
    List<Result> answers = new ArrayList<>();
    for (Future<Result> login : logins) {
      answers.add(login.get(60, TimeUnit.SECONDS));
    }
    return answers;
  }

  private Result logIn(String id, SessionLimitSettings limit) {
    scene.now.incrementAndGet();
    Result answer = scene.reserve(ALICE, id, limit);
    if (answer == Result.ALLOWED) {
      scene.sessions.start(ALICE, id, scene.now.get());
      int alive = scene.sessions.ids().size();
      mostAlive.accumulateAndGet(alive, Math::max);
      scene.sessions.loginEnds(id);
      scene.release(ALICE, id);
    } else {
      scene.sessions.loginEnds(id);
    }
    return answer;
  }
}
