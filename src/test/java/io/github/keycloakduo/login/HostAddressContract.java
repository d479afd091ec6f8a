package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.server.HostsFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Logins at a server whose name service the test plays: a hosts file, which the JVM reads anew. */
abstract class HostAddressContract {
  private static final String TWO_ADDRESSES = "two.test";
  private static final String LATE = "l.test";

  private final DuoSimulator duo;
  private final HostsFile hosts;

  HostAddressContract(DuoSimulator duo, HostsFile hosts) {
    this.duo = duo;
    this.hosts = hosts;
  }

  /** A simulator whose certificate has the names. */
  static DuoSimulator duo() {
    return DuoSimulator.builder().hostNames(TWO_ADDRESSES, LATE).start();
  }

  /** The name service as the server finds it. */
  static HostsFile hosts(Path directory) {
    HostsFile hosts = HostsFile.in(directory).with(TWO_ADDRESSES, "127.0.0.2", "127.0.0.1");
    hosts.write();
    return hosts;
  }

  /** What the server has to allow. */
  static String allowedHosts(DuoSimulator duo) {
    return TWO_ADDRESSES + ":" + duo.port() + "," + LATE + ":" + duo.port();
  }

  /** A new realm of the server, without users. */
  abstract TestRealm newRealm();

  @BeforeEach
  void enrolAlice() {
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH).passcode("123456");
  }

  @Test
  void askTheNextAddressWhenTheFirstIsDeadAndOpenToNobody() {
    Page factor = login(newRealm(), TWO_ADDRESSES).password();

    assertThat(factor.has("#kc-duo-form")).as(factor.toString()).isTrue();
    assertThat(DuoLogin.type(factor, "123456").arrived()).isTrue();
  }

  /** The JVM goes on saying for ten seconds that a name is unknown. */
  @Test
  void doNotTakeTheMemoryOfAnUnknownNameForAnOutage() {
    TestRealm realm = newRealm();
    DuoLogin login = login(realm, LATE);
    assertThat(login.password().arrived()).isTrue();
    assertThat(login.success().details()).containsEntry("duo_outcome", "fail_open");

    for (String spelling : spellings(LATE)) {
      hosts.with(spelling, "127.0.0.1");
    }
    hosts.write();

    Page end = DuoLogin.settled(login.password(realm.browser()));
    assertThat(end.arrived()).as(end.toString()).isFalse();
  }

  private DuoLogin login(TestRealm realm, String host) {
    return DuoLogin.at(
        realm, duo, Map.of("duo.host", host + ":" + duo.port(), "duo.ignore_conn_err", "true"));
  }

  /** A name server takes all of them for the same name, a hosts file of the JVM does not. */
  private static List<String> spellings(String name) {
    List<String> spellings = List.of("");
    for (int i = 0; i < name.length(); i++) {
      char letter = name.charAt(i);
      List<String> longer = new ArrayList<>();
      for (String start : spellings) {
        longer.add(start + letter);
        if (Character.isLetter(letter)) {
          longer.add(start + Character.toUpperCase(letter));
        }
      }
      spellings = longer;
    }
    return spellings;
  }
}
