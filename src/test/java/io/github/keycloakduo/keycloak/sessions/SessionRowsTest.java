package io.github.keycloakduo.keycloak.sessions;

import static io.github.keycloakduo.keycloak.sessions.SessionLimitScenario.ALICE;
import static io.github.keycloakduo.keycloak.sessions.SessionLimitScenario.refusing;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionRowsTest {
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
  void findsALockRowForEveryOwner() {
    boolean all =
        scene.rows(
            rows -> {
              for (int i = 0; i < 256; i++) {
                rows.lock(String.format("%02x", i) + "0".repeat(62));
              }
              return true;
            });
    assertThat(all).isTrue();
  }

  @Test
  void makesASecondCounterWaitForTheFirst() {
    CompletableFuture<Boolean> second =
        scene.rows(
            rows -> {
              rows.lock(ALICE.hash());
              CompletableFuture<Boolean> waiting =
                  CompletableFuture.supplyAsync(
                      () ->
                          scene.rows(
                              others -> {
                                others.lock(ALICE.hash());
                                return others.isReserved(ALICE.hash(), "s1");
                              }));
              rows.reserve(ALICE.hash(), "realm", "s1", 1, 2);
              return waiting;
            });
    // Had it not waited, it would not have seen a reservation that was committed later.
    assertThat(second.orTimeout(20, TimeUnit.SECONDS).join()).isTrue();
  }

  @Test
  void renewsAReservationInsteadOfMakingASecond() {
    scene.reserve(ALICE, "s1", refusing(1));
    scene.now.addAndGet(SessionLimitScenario.KEEP);
    scene.reserve(ALICE, "s1", refusing(1));
    assertThat(expired(scene.now.get() + 1)).isEmpty();
    assertThat(expired(scene.now.get() + SessionLimitScenario.KEEP + 1)).containsExactly("s1");
  }

  @Test
  void removesOnlyWhatHasExpired() {
    scene.reserve(ALICE, "s1", refusing(2));
    scene.now.addAndGet(60);
    scene.reserve(ALICE, "s2", refusing(2));
    long between = scene.now.get() + SessionLimitScenario.KEEP - 30;
    assertThat(expired(between)).containsExactly("s1");
    scene.rows(
        rows -> {
          rows.dropExpired("s1", between);
          rows.dropExpired("s2", between);
          return true;
        });
    assertThat(scene.standing(ALICE)).containsExactly("P:s2");
  }

  @Test
  void givesAnExpiredReservationMoreTime() {
    scene.reserve(ALICE, "s1", refusing(1));
    long later = scene.now.get() + SessionLimitScenario.KEEP + 1;
    scene.rows(
        rows -> {
          rows.extendExpired("s1", later, later + SessionLimitScenario.KEEP);
          return true;
        });
    assertThat(expired(later)).isEmpty();
  }

  private List<String> expired(long now) {
    return scene.rows(
        rows -> rows.expired(now, 10).stream().map(SessionRows.Entry::sessionId).toList());
  }
}
