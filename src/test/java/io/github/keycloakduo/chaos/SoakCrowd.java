package io.github.keycloakduo.chaos;

import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.realm.TestRealm;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** People of one realm who log in again and again. */
final class SoakCrowd implements AutoCloseable {
  private final DuoSimulator duo;
  private final Doors doors;
  private final Phones phones;
  private final Queue<Person> idle = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads;
  private final int workers;
  private final List<Future<?>> running = new ArrayList<>();
  private final Queue<LoginRecord> records = new ConcurrentLinkedQueue<>();
  private volatile boolean open;
  private int newcomers;

  SoakCrowd(DuoSimulator duo, Doors doors, List<Person> people, Random random, int workers) {
    this.duo = duo;
    this.doors = doors;
    this.phones = doors.phones();
    this.workers = workers;
    this.threads = Executors.newFixedThreadPool(workers);
    List<Person> shuffled = new ArrayList<>(people);
    Collections.shuffle(shuffled, random);
    shuffled.forEach(this::welcome);
  }

  TestRealm realm() {
    return doors.realm();
  }

  private void welcome(Person person) {
    person.enrolAt(duo);
    phones.add(person);
    idle.add(person);
  }

  /** Adds people whom Duo does not know yet: each of them can be enrolled once. */
  void welcomeNewcomers(int number) {
    Person.create(realm(), LoginKind.BROWSER_ENROLMENT, true, newcomers, number)
        .forEach(this::welcome);
    newcomers += number;
  }

  /** Logins begin, and one follows the other until {@link #stopBeginning}. */
  void begin() {
    open = true;
    Stream.generate(() -> threads.submit(this::work)).limit(workers).forEach(running::add);
  }

  private void work() {
    while (open) {
      Person person = idle.poll();
      if (person == null) {
        LoginDriver.pause();
      } else {
        records.add(doors.login(person).call());
        if (person.kind() != LoginKind.BROWSER_ENROLMENT) {
          idle.add(person);
        }
      }
    }
  }

  /** No login begins any more. */
  void stopBeginning() {
    open = false;
  }

  /** Waits for the logins that are under way; what came of all since the last time. */
  List<LoginRecord> end() {
    try {
      for (Future<?> worker : running) {
        worker.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
    running.clear();
    List<LoginRecord> all = List.copyOf(records);
    records.clear();
    return all;
  }

  @Override
  public void close() {
    open = false;
    threads.shutdownNow();
  }
}
