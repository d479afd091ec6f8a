package io.github.keycloakduo.chaos;

import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.SimulatedUser;
import io.github.keycloakduo.simulator.UserStatus;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.TestUser;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Somebody who logs in with the right password.
 *
 * @param owner false for an impostor, whose pushes the owner of the phone denies or ignores, and
 *     who has to guess passcodes
 * @param number within the kind
 */
record Person(LoginKind kind, boolean owner, int number, TestUser user) {
  /**
   * People of one kind, by one request. Their names are unlike those of other realms: Duo has one
   * name space for all, and so have the limits for Duo names.
   */
  static List<Person> create(TestRealm realm, LoginKind kind, boolean owner, int number) {
    return create(realm, kind, owner, 0, number);
  }

  /** The same, with numbers from {@code first} on. */
  static List<Person> create(
      TestRealm realm, LoginKind kind, boolean owner, int first, int number) {
    if (number == 0) {
      return List.of();
    }
    String prefix = realm.name() + "-" + kind.slug() + (owner ? "-" : "-impostor-");
    List<String> names = IntStream.range(first, first + number).mapToObj(i -> prefix + i).toList();
    return realm.users().createAll(names).stream()
        .map(user -> new Person(kind, owner, first + names.indexOf(user.username()), user))
        .toList();
  }

  String name() {
    return user.username();
  }

  /** Makes the person known to Duo, unless that is what the login is for. */
  void enrolAt(DuoSimulator duo) {
    if (kind != LoginKind.BROWSER_ENROLMENT) {
      addPhone(duo);
    }
  }

  /** Follows Duo's enrolment link, where a login cannot enrol. */
  void enrolAtPortal(DuoSimulator duo) {
    addPhone(duo).status(UserStatus.ACTIVE);
  }

  private SimulatedUser addPhone(DuoSimulator duo) {
    return duo.user(name()).phone("DP of " + name(), "Phone", Capability.PUSH, Capability.SMS);
  }

  /** The next code of the owner's token, or the guess of an impostor. */
  String nextCode(DuoSimulator duo) {
    String code = "%06d".formatted(ThreadLocalRandom.current().nextInt(1_000_000));
    if (owner) {
      duo.user(name()).passcode(code);
    }
    return code;
  }

  /** Whether the owner of the phone denies what the impostor has sent, or ignores it. */
  boolean isDenied() {
    return !owner && number % 2 == 0;
  }
}
