package io.github.keycloakduo.keycloak.breakglass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keycloakduo.breakglass.BreakGlass;
import io.github.keycloakduo.breakglass.BreakGlassStore;
import io.github.keycloakduo.keycloak.runtime.Transactions;
import io.github.keycloakduo.policy.BreakGlassLookup;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import liquibase.Liquibase;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Break-glass in a database with the table as servers make it. */
class DatabaseBreakGlassStoreTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
  private final Deque<RuntimeException> failures = new ArrayDeque<>();
  private EntityManagerFactory entities = migrated();
  private DatabaseBreakGlassStore store = new DatabaseBreakGlassStore(transactions(entities));

  private EntityManagerFactory migrated() {
    try (Connection connection = DriverManager.getConnection(url)) {
      new Liquibase(
              "META-INF/duo-mfa-changelog.xml",
              new ClassLoaderResourceAccessor(),
              DatabaseFactory.getInstance()
                  .findCorrectDatabaseImplementation(new JdbcConnection(connection)))
          .update("");
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
    return connected();
  }

  private EntityManagerFactory connected() {
    return new HibernatePersistenceConfiguration("duo-mfa")
        .managedClasses(BreakGlassRow.class)
        .jdbcUrl(url)
        .jdbcPoolSize(20)
        .property("hibernate.hbm2ddl.auto", "validate")
        .createEntityManagerFactory();
  }

  private Transactions<BreakGlassTable> transactions(EntityManagerFactory factory) {
    return new Transactions<>() {
      @Override
      public <T> T call(Function<BreakGlassTable, T> work) {
        RuntimeException failure = failures.poll();
        if (failure != null) {
          throw failure;
        }
        return factory.callInTransaction(manager -> work.apply(new BreakGlassTable(manager)));
      }
    };
  }

  @BeforeEach
  void grantAlice() {
    store.grant(granted("realm", "alice", 60));
  }

  @AfterEach
  void stop() {
    entities.close();
  }

  private static BreakGlass granted(String realm, String user, int minutes) {
    return new BreakGlass(
        realm, user, "phone lost", "admin", NOON, NOON.plus(Duration.ofMinutes(minutes)));
  }

  @Test
  void findsWhatWasGrantedToThisUserOfThisRealm() {
    assertThat(store.find("realm", "alice", NOON)).contains(granted("realm", "alice", 60));
    assertThat(store.find("realm", "bob", NOON)).isEmpty();
    assertThat(store.find("other", "alice", NOON)).isEmpty();
  }

  @Test
  void findsNothingOnceTheTimeIsOver() {
    assertThat(store.find("realm", "alice", NOON.plusSeconds(3599))).isPresent();
    assertThat(store.find("realm", "alice", NOON.plusSeconds(3600))).isEmpty();
    assertThat(store.list("realm", NOON.plusSeconds(3600))).isEmpty();
  }

  @Test
  void anotherNodeSeesGrantAndEndAtOnceAndARestartLosesNothing() {
    try (EntityManagerFactory other = connected()) {
      BreakGlassStore there = new DatabaseBreakGlassStore(transactions(other));
      assertThat(there.find("realm", "alice", NOON)).isPresent();
      store.end("realm", "alice");
      assertThat(there.find("realm", "alice", NOON)).isEmpty();
      there.grant(granted("realm", "alice", 5));
    }
    entities.close();
    entities = connected();
    store = new DatabaseBreakGlassStore(transactions(entities));

    assertThat(store.find("realm", "alice", NOON)).isPresent();
  }

  @Test
  void aRequestReadsInItsOwnTransactionOnceTheTableIsKnownToBeThere() {
    try (var request = entities.createEntityManager()) {
      BreakGlassTable table = new BreakGlassTable(request);
      failures.add(new IllegalStateException("no table"));
      assertThatThrownBy(() -> store.find(table, "realm", "alice", NOON)).hasMessage("no table");

      assertThat(store.find(table, "realm", "alice", NOON)).isPresent();
      failures.add(new IllegalStateException("not asked"));
      assertThat(store.find(table, "realm", "alice", NOON)).isPresent();
      assertThat(store.find(table, "realm", "bob", NOON)).isEmpty();
      assertThat(failures).hasSize(1);
    }
  }

  @Test
  void aSecondGrantReplacesTheFirst() {
    store.grant(granted("realm", "alice", 5));

    assertThat(store.list("realm", NOON)).containsExactly(granted("realm", "alice", 5));
    assertThat(store.find("realm", "alice", NOON.plusSeconds(301))).isEmpty();
  }

  @Test
  void oneIsLeftWhenManyGrantAtOnce() {
    IntStream.range(0, 12).parallel().forEach(time -> store.grant(granted("realm", "carol", 5)));

    assertThat(store.list("realm", NOON)).extracting(BreakGlass::userId).hasSize(2);
  }

  @Test
  void endsOneUsersAndSaysWhetherThereWasOne() {
    store.grant(granted("realm", "bob", 60));

    assertThat(store.end("realm", "alice")).isTrue();
    assertThat(store.end("realm", "alice")).isFalse();
    assertThat(store.list("realm", NOON)).extracting(BreakGlass::userId).containsExactly("bob");
  }

  @Test
  void endsThoseOfARealmAndOfNoOther() {
    store.grant(granted("other", "alice", 60));

    store.endRealm("realm");

    assertThat(store.list("realm", NOON)).isEmpty();
    assertThat(store.list("other", NOON)).hasSize(1);
  }

  @Test
  void sweepsWhatHasExpiredAndNothingElse() {
    store.grant(granted("realm", "bob", 5));

    store.sweep(NOON.plusSeconds(300));

    assertThat(store.list("realm", NOON)).extracting(BreakGlass::userId).containsExactly("alice");
  }

  @Test
  void triesAgainAfterACollisionButNotForEver() {
    failures.addAll(List.of(new IllegalStateException(), new IllegalStateException()));
    store.grant(granted("realm", "alice", 5));
    assertThat(store.find("realm", "alice", NOON)).contains(granted("realm", "alice", 5));

    failures.addAll(
        IntStream.range(0, 3).mapToObj(n -> new IllegalStateException("gone")).toList());
    assertThatThrownBy(() -> store.grant(granted("realm", "alice", 60))).hasMessage("gone");
  }

  @Test
  void aLoginIsNotExemptWhenTheTableCannotBeRead() {
    LoginBreakGlass login =
        new LoginBreakGlass(store::find, "realm", "alice", Clock.fixed(NOON, ZoneOffset.UTC));
    assertThat(login.look())
        .isEqualTo(new BreakGlassLookup.Answer.Holds(granted("realm", "alice", 60).sentence()));

    failures.add(new IllegalStateException("gone"));
    assertThat(login.look()).isEqualTo(new BreakGlassLookup.Answer.Unavailable());

    store.end("realm", "alice");
    assertThat(login.look()).isEqualTo(new BreakGlassLookup.Answer.Absent());
  }
}
