package io.github.keycloakduo.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.keycloak.runtime.SingleUseObjectStoreContract;
import io.github.keycloakduo.login.CibaLogin;
import io.github.keycloakduo.simulator.Decision;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.TwoNodes;
import io.github.keycloakduo.testkit.browser.ClientApp;
import io.github.keycloakduo.testkit.database.NeedsPostgres;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.UserEvent;
import io.github.keycloakduo.testkit.server.AdminClient;
import io.github.keycloakduo.testkit.server.ServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Logins of every kind for half an hour, with a random fault in each round: no login goes wrong,
 * and nothing that a node holds grows with their number.
 */
@EnabledIfSystemProperty(
    named = "testkit.soak",
    matches = "true",
    disabledReason = "only `mvn verify -Psoak` has the time for it")
@NeedsPostgres
class SoakIT {
  private static final Duration LENGTH = Duration.ofMinutes(Long.getLong("soak.minutes", 30));
  private static final long SEED = Long.getLong("soak.seed", System.nanoTime());

  private static final Path FOLDER = Path.of(System.getProperty("soak.folder", "."));

  /** Longer than any single-use object of a login lives, so that their number is level. */
  private static final Duration LONGEST_LIFE = Duration.ofMinutes(12);

  private static final String CACHED_SESSIONS = "500";
  private static final int WORKERS = 6;
  private static final int OWNERS = 6;
  private static final int IMPOSTORS = 1;
  private static final int NEWCOMERS = 4;

  private final DuoSimulator duo = DuoSimulator.start();
  private final ClientApp client = ClientApp.start();
  private final Random random = new Random(SEED);
  private final SoakTotals totals = new SoakTotals();
  private final List<Vitals> points = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();

  @Test
  void nobodyIsLetInOrLostAndNothingGrowsWhileFaultsComeAndGo() throws IOException {
    Files.createDirectories(FOLDER);
    System.out.printf("Soak: %d minutes, -Dsoak.seed=%d%n", LENGTH.toMinutes(), SEED);
    duo.pushTimeout(Duration.ofSeconds(6));
    try (TwoNodes nodes =
            TwoNodes.start(
                duo,
                options ->
                    CibaLogin.on(bounded(options))
                        .withProvider(SingleUseObjectStoreContract.provider()));
        Phones phones = new Phones(duo);
        SoakCrowd proved = proved(nodes, phones);
        SoakCrowd prompted = prompted(nodes, phones);
        SoakCrowd graced = graced(nodes, phones)) {
      phones.use();
      Instant begin = Instant.now();
      for (int round = 0; Instant.now().isBefore(begin.plus(LENGTH)); round++) {
        proved.welcomeNewcomers(NEWCOMERS);
        round(round, nodes, List.of(proved, prompted, graced));
      }
      judge(begin);
    } finally {
      client.close();
      duo.close();
    }
  }

  /** Keycloak's caches are full, and no longer grow, once the heap is judged. */
  private static ServerOptions bounded(ServerOptions options) {
    return options
        .with("cache-embedded-sessions-max-count", CACHED_SESSIONS)
        .with("cache-embedded-client-sessions-max-count", CACHED_SESSIONS);
  }

  private SoakCrowd proved(TwoNodes nodes, Phones phones) {
    TestRealm realm = nodes.balancedRealm(client.redirectUri());
    List<Person> exempt = Person.create(realm, LoginKind.BROWSER_EXEMPT, true, OWNERS);
    Map<String, String> config = new HashMap<>();
    config.put("whitelist.user_list.allow", "no_user");
    config.put(
        "whitelist.user_list.except",
        exempt.stream().map(Person::name).collect(Collectors.joining("##")));
    List<Person> people =
        Stream.concat(
                exempt.stream(),
                LoginKind.PROVED.stream()
                    .filter(kind -> kind != LoginKind.BROWSER_ENROLMENT)
                    .flatMap(kind -> mixed(realm, kind)))
            .toList();
    return crowd(realm, phones, config, people, WORKERS);
  }

  private SoakCrowd prompted(TwoNodes nodes, Phones phones) {
    TestRealm realm = nodes.balancedRealm(client.redirectUri());
    Map<String, String> config = Map.of("duo.mode", "universal");
    return crowd(realm, phones, config, mixed(realm, LoginKind.BROWSER_PROMPT).toList(), 1);
  }

  private SoakCrowd graced(TwoNodes nodes, Phones phones) {
    TestRealm realm = nodes.balancedRealm(client.redirectUri());
    Map<String, String> config =
        Map.of(
            "authentication_cache.soft_timeout", "600",
            "authentication_cache.hard_timeout", "600",
            "authentication_cache.reuse_limit", "3");
    return crowd(realm, phones, config, mixed(realm, LoginKind.BROWSER_GRACE).toList(), 1);
  }

  private static Stream<Person> mixed(TestRealm realm, LoginKind kind) {
    return Stream.concat(
        Person.create(realm, kind, true, OWNERS).stream(),
        Person.create(realm, kind, false, IMPOSTORS).stream());
  }

  private SoakCrowd crowd(
      TestRealm realm,
      Phones phones,
      Map<String, String> changes,
      List<Person> people,
      int workers) {
    Map<String, String> config = new HashMap<>();
    // The same people log in all the time.
    config.put("duo.push_limit", "0");
    config.put("connection_limit.limit", "1000");
    config.putAll(changes);
    // An abandoned login lives for half an hour otherwise.
    realm.change(Map.of("accessCodeLifespanLogin", 300));
    return new SoakCrowd(duo, Doors.open(duo, realm, phones, config), people, random, workers);
  }

  /** The fault strikes after a third of the time and is repaired after two thirds. */
  private void round(int number, TwoNodes nodes, List<SoakCrowd> crowds) {
    Instant begin = Instant.now();
    SoakFault fault = SoakFault.values()[random.nextInt(SoakFault.values().length)];
    totals.add(fault);
    crowds.forEach(SoakCrowd::begin);
    pause();
    fault.strike(nodes, duo, random);
    pause();
    fault.repair(nodes, duo);
    pause();
    crowds.forEach(SoakCrowd::stopBeginning);
    crowds.forEach(crowd -> audit(crowd, begin));
    Path classes = FOLDER.resolve("heap-" + number + ".txt");
    points.add(Vitals.of(nodes.first(), nodes, duo, totals.logins(), classes));
    System.out.printf(
        "Soak: round %d, %s, %d s, %s%n",
        number,
        fault,
        Duration.between(begin, Instant.now()).toSeconds(),
        points.get(points.size() - 1));
  }

  /** A third of a round without the time in which the last logins end. */
  private static void pause() {
    long end = System.nanoTime() + LENGTH.toNanos() / 100;
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }

  private void audit(SoakCrowd crowd, Instant begin) {
    List<LoginRecord> records = crowd.end();
    List<UserEvent> events = crowd.realm().events().user();
    records.forEach(totals::add);
    events.forEach(totals::add);
    List<Decision> all = duo.decisions();
    List<Decision> asked =
        all.stream().filter(decision -> !decision.started().isBefore(begin)).toList();
    Set<String> everProved =
        all.stream().filter(Decision::allowed).map(Decision::user).collect(Collectors.toSet());
    List<String> found =
        LoginAudit.violations(
            asked, events, records, (person, outcome) -> isExempt(person, outcome, everProved));
    found.forEach(violation -> System.out.println("Soak: " + violation));
    violations.addAll(found);
    crowd.realm().events().clear();
    crowd.realm().admin().post("/logout-all", AdminClient.nothing());
  }

  private static boolean isExempt(Person person, String outcome, Set<String> everProved) {
    return switch (person.kind()) {
      case BROWSER_EXEMPT -> outcome.equals("exempt_user");
      case BROWSER_GRACE -> outcome.equals("grace") && everProved.contains(person.name());
      default -> false;
    };
  }

  private void judge(Instant begin) {
    Duration took = Duration.between(begin, Instant.now());
    int lifetime =
        (int) Math.ceil(points.size() * LONGEST_LIFE.toMillis() / (double) took.toMillis());
    SoakTrends trends = SoakTrends.of(points, lifetime);
    totals.write(FOLDER.resolve("soak.json"), SEED, took, points, trends.all());
    assertThat(violations).isEmpty();
    assertThat(trends.growing()).isEmpty();
  }
}
