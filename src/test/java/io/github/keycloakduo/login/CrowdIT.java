package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.Endpoint;
import io.github.keycloakduo.simulator.Fault;
import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.TestUser;
import io.github.keycloakduo.testkit.server.KeycloakUnderTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many people in the Duo step must not be felt by anybody outside it. */
@ExtendWith(KeycloakExtension.class)
class CrowdIT {
  /** Twice as many as Keycloak has worker threads. */
  private static final int PEOPLE = 100;

  private static final String PENDING = "keycloak_duo_mfa_pending_pushes";
  private static final int PUSHES = 1000;
  private static final int PASSWORD_LOGINS = 30;

  /** What the waiting page asks of a browser without scripts. */
  private static final Duration REFRESH = Duration.ofSeconds(3);

  private static final Duration SOON = Duration.ofSeconds(60);

  private final TestRealm withDuo;
  private final DuoSimulator duo;
  private final KeycloakUnderTest keycloak;

  CrowdIT(TestRealm withDuo, DuoSimulator duo, KeycloakUnderTest keycloak) {
    this.withDuo = withDuo;
    this.duo = duo;
    this.keycloak = keycloak;
  }

  @Test
  void passwordLoginsGoOnWhileDuoIsSlowOrSilentForOthers() throws Exception {
    DuoLogin login = DuoLogin.at(withDuo, duo, Map.of("duo.timeout", "60"));
    List<TestUser> people = people("alice", PEOPLE);
    try (TestRealm passwordOnly = TestRealm.create(keycloak, withDuo.app().redirectUri())) {
      TestUser bob = passwordOnly.users().create("bob");
      passwordLogins(passwordOnly, bob);
      List<Long> alone = passwordLogins(passwordOnly, bob);

      duo.faults().on(Endpoint.PREAUTH).always(Fault.delay(Duration.ofSeconds(3)));
      AtomicBoolean over = new AtomicBoolean();
      List<Callable<Void>> crowd =
          people.stream()
              .<Callable<Void>>map(person -> () -> keepTrying(login, person, over))
              .toList();
      ExecutorService threads = Executors.newFixedThreadPool(PEOPLE);
      try {
        List<Future<Void>> running = crowd.stream().map(threads::submit).toList();
        duo.requests().awaitBusy(PEOPLE / 2, SOON);
        List<Long> crowded = passwordLogins(passwordOnly, bob);
        over.set(true);
        for (Future<Void> one : running) {
          one.get();
        }
        System.out.printf(
            "Password-only login, median of %d: %.0f ms alone, %.0f ms while %d people use a Duo"
                + " that answers after 3 s%n",
            PASSWORD_LOGINS, median(alone), median(crowded), PEOPLE);
      } finally {
        over.set(true);
        threads.shutdownNow();
      }

      // Without a clock: more people than worker threads wait for a Duo that never answers.
      duo.faults().clear();
      duo.faults().on(Endpoint.PREAUTH).always(Fault.hang());
      inParallel(people, person -> login.password(withDuo.browser(), person));
      assertThat(duo.requests().inFlight()).isGreaterThanOrEqualTo(PEOPLE);
      assertThat(passwordLogins(passwordOnly, bob)).hasSize(PASSWORD_LOGINS);
    }
  }

  @Test
  void aThousandPendingPushesBlockNoThread() throws Exception {
    // The first push must still be waiting when a slow machine has sent the last one.
    duo.pushTimeout(Duration.ofMinutes(10));
    // What a password costs is not what is measured.
    withDuo.change(Map.of("passwordPolicy", "hashAlgorithm(pbkdf2-sha256) and hashIterations(1)"));
    List<TestUser> people = people("carol", PUSHES);
    withDuo.withBrowserStep("duo-mfa", config(Map.of("duo.timeout", "600")));
    // Another test may have left a push that nobody answers.
    double others = metric(PENDING);
    double before = metric("jvm_threads_live_threads");

    inParallel(
        people,
        person -> {
          Page factor =
              DuoLogin.settled(
                  withDuo
                      .browser()
                      .open(withDuo.app().loginUrl())
                      .form("#kc-login-form, #kc-form-login")
                      .with("username", person.username())
                      .with("password", person.password())
                      .submit());
          return DuoLogin.press(factor, "push");
        });

    assertThat(metric(PENDING)).isGreaterThanOrEqualTo(PUSHES);
    double after = metric("jvm_threads_live_threads");
    System.out.printf(
        "Threads of the server: %.0f before, %.0f with %d pending pushes%n", before, after, PUSHES);
    // A thread may be blocked for a moment by another one; one that a push blocks would stay so.
    awaitAtMost(0, "jvm_threads_states_threads{state=\"blocked\"}");
    // Worker threads are started on demand, up to their usual number.
    assertThat(after - before).isLessThan(100);

    people.forEach(person -> duo.pushes().deny(person.username()));
    awaitAtMost(others, PENDING);
  }

  @Test
  @EnabledIfSystemProperty(
      named = "testkit.matrix",
      matches = "true",
      disabledReason = "only `mvn verify -Pmatrix` has the time for it")
  void aThousandPendingEnrolmentsBlockNoThread() throws Exception {
    withDuo.change(Map.of("passwordPolicy", "hashAlgorithm(pbkdf2-sha256) and hashIterations(1)"));
    List<TestUser> people =
        withDuo.users().createAll(IntStream.range(0, PUSHES).mapToObj(i -> "new" + i).toList());
    withDuo.withBrowserStep("duo-mfa", config(Map.of("duo.unenrolled", "enroll")));
    double before = metric("jvm_threads_live_threads");

    inParallel(
        people,
        "#duo-enroll",
        person -> DuoLogin.settled(withDuo.logIn(withDuo.browser(), person)));

    double after = metric("jvm_threads_live_threads");
    System.out.printf(
        "Threads of the server: %.0f before, %.0f with %d pending enrolments%n",
        before, after, PUSHES);
    awaitAtMost(0, "jvm_threads_states_threads{state=\"blocked\"}");
    assertThat(after - before).isLessThan(100);
    assertThat(withDuo.browser().open(withDuo.app().loginUrl()).has("#kc-form-login")).isTrue();
  }

  private void awaitAtMost(double most, String name) {
    long end = System.nanoTime() + SOON.toNanos();
    while (metric(name) > most) {
      assertThat(System.nanoTime()).as(name).isLessThan(end);
    }
  }

  private Map<String, String> config(Map<String, String> changes) {
    Map<String, String> config = new HashMap<>(DuoSettings.of(duo));
    config.putAll(changes);
    return config;
  }

  /** Each has a name and a phone of his own: one alone is limited. */
  private List<TestUser> people(String name, int number) {
    List<String> names = IntStream.range(0, number).mapToObj(i -> name + i).toList();
    names.forEach(person -> duo.user(person).phone("DP of " + person, "Phone", Capability.PUSH));
    return withDuo.users().createAll(names);
  }

  private Void keepTrying(DuoLogin login, TestUser person, AtomicBoolean over) {
    while (!over.get()) {
      Page page = login.password(withDuo.browser(), person);
      while (page.has("#duo-waiting") && !over.get()) {
        LockSupport.parkNanos(REFRESH.toNanos());
        page = page.followMetaRefresh();
      }
    }
    return null;
  }

  private static List<Long> passwordLogins(TestRealm realm, TestUser user) {
    List<Long> took = new ArrayList<>();
    for (int i = 0; i < PASSWORD_LOGINS; i++) {
      long start = System.nanoTime();
      Page end =
          realm
              .browser()
              .open(realm.app().loginUrl())
              .form("#kc-form-login")
              .with("username", user.username())
              .with("password", user.password())
              .submit();
      took.add(System.nanoTime() - start);
      assertThat(end.arrived()).isTrue();
    }
    return took;
  }

  private static double median(List<Long> nanos) {
    return nanos.stream().sorted().toList().get(nanos.size() / 2) / 1e6;
  }

  private static void inParallel(List<TestUser> people, Function<TestUser, Page> work)
      throws InterruptedException, ExecutionException {
    inParallel(people, "#duo-waiting", work);
  }

  private static void inParallel(List<TestUser> people, String shown, Function<TestUser, Page> work)
      throws InterruptedException, ExecutionException {
    List<Callable<Page>> logins =
        people.stream().<Callable<Page>>map(person -> () -> work.apply(person)).toList();
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      for (Future<Page> done : threads.invokeAll(logins)) {
        assertThat(done.get().has(shown)).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private double metric(String name) {
    String metrics = keycloak.metrics();
    Matcher value =
        Pattern.compile("(?m)^" + Pattern.quote(name) + "\\S* (\\S+)$").matcher(metrics);
    assertThat(value.find()).as(name + " in " + metrics).isTrue();
    return Double.parseDouble(value.group(1));
  }
}
