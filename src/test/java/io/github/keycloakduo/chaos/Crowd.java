package io.github.keycloakduo.chaos;

import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.Endpoint;
import io.github.keycloakduo.simulator.Fault;
import io.github.keycloakduo.testkit.realm.TestRealm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** People who log in at the same time by every door of one realm, impostors among them. */
final class Crowd implements AutoCloseable {
  private static final Duration MOST_FOR_THE_START = Duration.ofSeconds(60);
  private static final long BETWEEN_LOOKS = 50_000_000;
  private static final long MINUTES_TO_END = 5;

  private final DuoSimulator duo;
  private final TestRealm realm;
  private final List<Person> people;
  private final Phones phones;
  private final Doors doors;
  private final ExecutorService threads;
  private final Map<Person, Future<LoginRecord>> logins = new HashMap<>();

  private Crowd(
      DuoSimulator duo, TestRealm realm, List<Person> people, Map<String, String> changes) {
    this.duo = duo;
    this.realm = realm;
    this.people = people;
    this.phones = new Phones(duo);
    this.doors = Doors.open(duo, realm, phones, changes);
    this.threads = Executors.newFixedThreadPool(people.size());
    people.forEach(person -> person.enrolAt(duo));
    people.forEach(phones::add);
  }

  /**
   * People of each kind, none of whom has begun.
   *
   * @param owners of each kind
   * @param impostors of each kind, but of enrolments
   * @param changes to the usual configuration
   */
  static Crowd of(
      DuoSimulator duo, TestRealm realm, int owners, int impostors, Map<String, String> changes) {
    List<Person> people =
        LoginKind.PROVED.stream()
            .flatMap(
                kind ->
                    Stream.concat(
                        Person.create(realm, kind, true, owners).stream(),
                        Person.create(
                            realm, kind, false, kind == LoginKind.BROWSER_ENROLMENT ? 0 : impostors)
                            .stream()))
            .toList();
    return new Crowd(duo, realm, people, changes);
  }

  TestRealm realm() {
    return realm;
  }

  List<Person> people() {
    return people;
  }

  /** Has Duo take long to answer each one's first passcode, or the text message before it. */
  Crowd holdCodes(Duration delay) {
    for (Person person : people) {
      if (person.kind() == LoginKind.BROWSER_SMS && person.number() % 2 == 1) {
        duo.faults().on(Endpoint.AUTH).forUser(person.name()).once(Fault.delay(Duration.ZERO));
      }
      if (!person.kind().name().endsWith("PUSH")) {
        duo.faults().on(Endpoint.AUTH).forUser(person.name()).once(Fault.delay(delay));
      }
    }
    return this;
  }

  /** All begin at once. */
  Crowd start() {
    people.forEach(person -> logins.put(person, threads.submit(doors.login(person))));
    return this;
  }

  /** Waits until Duo has heard of each factor. */
  Crowd awaitFactors() {
    long end = System.nanoTime() + MOST_FOR_THE_START.toNanos();
    while (!people.stream().allMatch(this::hasAsked) && System.nanoTime() < end) {
      LockSupport.parkNanos(BETWEEN_LOOKS);
    }
    return this;
  }

  private boolean hasAsked(Person person) {
    boolean enrols = person.kind() == LoginKind.BROWSER_ENROLMENT;
    long wanted = person.kind() == LoginKind.BROWSER_SMS && person.number() % 2 == 1 ? 2 : 1;
    long asked =
        duo.requests().all(enrols ? Endpoint.ENROLL_STATUS : Endpoint.AUTH).stream()
            .filter(request -> enrols || request.user().equals(person.name()))
            .count();
    return asked >= wanted || isOver(person);
  }

  private boolean isOver(Person person) {
    Future<LoginRecord> login = logins.get(person);
    return login != null && login.isDone();
  }

  /** How many are neither in nor have given up. */
  long underWay() {
    return people.stream().filter(person -> !isOver(person)).count();
  }

  /** The phones are answered from now on. */
  Crowd usePhones() {
    phones.use();
    return this;
  }

  /** What came of each, when all have ended. */
  List<LoginRecord> end() {
    List<LoginRecord> records = new ArrayList<>();
    for (Person person : people) {
      Future<LoginRecord> login = Objects.requireNonNull(logins.get(person), person.name());
      try {
        records.add(login.get(MINUTES_TO_END, TimeUnit.MINUTES));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      } catch (ExecutionException | TimeoutException e) {
        throw new IllegalStateException(person.name(), e);
      }
    }
    return records;
  }

  @Override
  public void close() {
    phones.close();
    threads.shutdownNow();
  }
}
