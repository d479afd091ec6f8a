package io.github.keycloakduo.keycloak.grace;

import static io.github.keycloakduo.grace.GraceRequests.ALICE;
import static io.github.keycloakduo.grace.GraceRequests.NOON;
import static io.github.keycloakduo.grace.GraceRequests.rules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keycloakduo.grace.GraceGrant;
import io.github.keycloakduo.grace.GraceRequests;
import io.github.keycloakduo.grace.GraceStore;
import io.github.keycloakduo.grace.GraceStoreContract;
import io.github.keycloakduo.keycloak.runtime.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseGraceStoreTest extends GraceStoreContract {
  private static final Instant NEVER = NOON.plus(Duration.ofDays(100_000));

  private final GraceDatabase database = new GraceDatabase();
  private final GraceDatabase sameDatabase = new GraceDatabase();
  private final DatabaseGraceStore store = new DatabaseGraceStore(database);

  @BeforeEach
  void empty() {
    new DatabaseGraceStore(database).sweep(NEVER);
  }

  @AfterAll
  void stop() {
    database.close();
    sameDatabase.close();
  }

  @Override
  protected List<GraceStore> nodes() {
    return List.of(new DatabaseGraceStore(database), new DatabaseGraceStore(sameDatabase));
  }

  @Test
  void outlivesEveryNode() {
    store.grant(ALICE.request(), "Duo", NOON);
    try (GraceDatabase afterRestart = new GraceDatabase()) {
      assertThat(new DatabaseGraceStore(afterRestart).use(ALICE.request(), NOON)).isTrue();
    }
  }

  @Test
  void listsAWholeRealm() {
    store.grant(ALICE.request(), "Duo", NOON);
    store.grant(ALICE.by("bob").request(), "Duo", NOON.plusSeconds(1));
    store.grant(ALICE.in("other").request(), "Duo", NOON);
    assertThat(store.list("realm", Optional.empty(), NOON))
        .extracting(GraceGrant::userId)
        .containsExactly("bob", "alice");
  }

  @Test
  void endsAWholeRealm() {
    store.grant(ALICE.request(), "Duo", NOON);
    store.grant(ALICE.in("other").request(), "Duo", NOON);
    assertThat(store.endRealm("realm")).isTrue();
    assertThat(store.use(ALICE.request(), NOON)).isFalse();
    assertThat(store.use(ALICE.in("other").request(), NOON)).isTrue();
  }

  @Test
  void sweepsWhatHasExpiredAndNothingElse() {
    GraceRequests longer = ALICE.by("bob").with(rules(60, 90, 5, false));
    store.grant(longer.request(), "Duo", NOON);
    for (int guest = 0; guest < 600; guest++) {
      store.grant(ALICE.by("guest" + guest).request(), "Duo", NOON);
    }
    store.sweep(NOON.plusSeconds(15));
    assertThat(store.holdsAny("realm", "guest0")).isFalse();
    assertThat(store.holdsAny("realm", "guest599")).isFalse();
    assertThat(store.use(longer.request(), NOON.plusSeconds(15))).isTrue();
  }

  @Test
  void triesAgainAfterACollision() {
    Deque<RuntimeException> collisions =
        new ArrayDeque<>(List.of(new IllegalStateException(), new IllegalStateException()));
    DatabaseGraceStore unlucky = new DatabaseGraceStore(failing(collisions));
    unlucky.grant(ALICE.request(), "Duo", NOON);
    assertThat(store.use(ALICE.request(), NOON)).isTrue();
    collisions.add(new IllegalStateException());
    assertThat(unlucky.endAll("realm", "alice")).isTrue();
    assertThat(store.use(ALICE.request(), NOON)).isFalse();
  }

  @Test
  void givesUpWhenItFailsAgainAndAgain() {
    Deque<RuntimeException> failures = new ArrayDeque<>();
    for (int failure = 0; failure < 3; failure++) {
      failures.add(new IllegalStateException("gone"));
    }
    DatabaseGraceStore unlucky = new DatabaseGraceStore(failing(failures));
    assertThatThrownBy(() -> unlucky.endAll("realm", "alice")).hasMessage("gone");
    failures.add(new IllegalStateException("gone"));
    assertThatThrownBy(() -> unlucky.use(ALICE.request(), NOON)).hasMessage("gone");
  }

  private Transactions<GraceTable> failing(Deque<RuntimeException> failures) {
    return new Transactions<>() {
      @Override
      public <T> T call(Function<GraceTable, T> work) {
        RuntimeException failure = failures.poll();
        if (failure != null) {
          throw failure;
        }
        return database.call(work);
      }
    };
  }
}
