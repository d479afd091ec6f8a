package io.github.keycloakduo.demo;

import java.util.List;

/**
 * Somebody who can log in to the sample realm.
 *
 * @param shows what his login is good for
 */
record Person(String name, String shows) {
  /** Everybody, those of the directory last. */
  static final List<Person> ALL =
      List.of(
          new Person("alice", "push, phone call, SMS or a passcode"),
          new Person("bob", "two phones to choose from; the old one cannot do push"),
          new Person("carol", "bypass: Duo lets her in without a factor"),
          new Person(
              "dave", "known to Duo without a phone: refused, with a link to Duo's enrolment"),
          new Person("nina", "unknown to Duo: sets up a phone within the login"),
          new Person("erin", "locked out by Duo: refused"),
          new Person("frank", "a hardware token: passcodes only"),
          new Person("verified", "Verified Push: a code to type on the phone"),
          new Person(
              "oscar",
              "switch Duo off on the page of the phones: the code of an authenticator app"),
          new Person("heidi", "from the LDAP directory; push or a passcode"),
          new Person("ivan", "from the LDAP directory; a hardware token"));

  /** The same rule for all, so that nobody has to look it up. */
  String password() {
    return name + "-pw";
  }
}
