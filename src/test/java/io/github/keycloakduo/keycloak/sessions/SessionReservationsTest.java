package io.github.keycloakduo.keycloak.sessions;

import static io.github.keycloakduo.keycloak.sessions.SessionLimitScenario.ALICE;
import static io.github.keycloakduo.keycloak.sessions.SessionLimitScenario.endingOldest;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.sessions.ActiveSession;
import io.github.keycloakduo.sessions.SessionOwner;
import jakarta.persistence.EntityManager;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * D27: what is read before the lock decides what a snapshot shows after it. The databases of these
 * tests have none; so the order is what is looked at.
 */
class SessionReservationsTest {
  private static TestDatabase database;

  private final List<String> order = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    database = TestDatabase.start();
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @Test
  void lockBeforeAnythingIsReadToReserve() {
    run(open -> open.reserve(ALICE, "s1", endingOldest(1)));

    assertThat(order).startsWith("lock").contains("query", "find", "list").hasSizeGreaterThan(3);
  }

  @Test
  void lockBeforeAnythingIsReadToReleaseOrCancelOrEnd() {
    run(open -> open.release(ALICE, "s1"));
    assertThat(order).startsWith("lock").contains("find");

    run(open -> open.haveEnded(ALICE, Set.of("s1")));
    assertThat(order).startsWith("lock").contains("find");

    run(open -> open.cancel(ALICE, "s1"));
    assertThat(order).startsWith("lock");
  }

  private void run(Consumer<SessionReservations> work) {
    order.clear();
    database.transaction(
        entities -> {
          work.accept(
              new SessionReservations(new SessionRows(recorded(entities)), new Recorded(), 1));
          return true;
        });
  }

  private EntityManager recorded(EntityManager entities) {
    return (EntityManager)
        Proxy.newProxyInstance(
            SessionReservationsTest.class.getClassLoader(),
            new Class<?>[] {EntityManager.class},
            (proxy, method, arguments) -> {
              order.add(method.getName().equals("find") ? "lock" : "query");
              try {
                return method.invoke(entities, arguments);
              } catch (InvocationTargetException failed) {
                throw failed.getCause();
              }
            });
  }

  /** Nobody has a session, and no login is under way. */
  private final class Recorded implements ActiveSessions {
    @Override
    public Stream<ActiveSession> of(SessionOwner owner) {
      order.add("list");
      return Stream.empty();
    }

    @Override
    public Optional<ActiveSession> find(String sessionId) {
      order.add("find");
      return Optional.empty();
    }

    @Override
    public boolean isLoginPending(String sessionId) {
      order.add("pending");
      return false;
    }

    @Override
    public long loginLifespanSeconds() {
      order.add("lifespan");
      return SessionLimitScenario.KEEP;
    }
  }
}
