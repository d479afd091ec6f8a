package io.github.keycloakduo.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.chaos.LoginAudit.Exemption;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.Fault;
import io.github.keycloakduo.testkit.TwoNodes;
import io.github.keycloakduo.testkit.ldap.NeedsSlapd;
import io.github.keycloakduo.testkit.ldap.Slapd;
import io.github.keycloakduo.testkit.realm.TestRealm;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Logins by all doors at the same time while something breaks, and what must hold afterwards. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
public abstract class ChaosCases {
  private static final String STAFF = "staff";
  private static final String PEOPLE = "ou=people," + Slapd.SUFFIX;
  private static final Map<String, String> STAFF_IS_EXEMPT =
      Map.of(
          "ldap_server.name", "corp",
          "whitelist.ldap_server_group.allow", "no_user",
          "whitelist.ldap_server_group.except", STAFF);

  /** Half of duo.timeout: a push that begins late ends before its login gives it up. */
  private static final Duration PUSH_TIMEOUT = Duration.ofSeconds(10);

  protected abstract TwoNodes nodes();

  protected abstract DuoSimulator duo();

  protected abstract URI redirectUri();

  /** How many people of each kind log in at once. */
  protected abstract int people();

  /** What Duo takes for each answer when it is slow, and how long it is away. */
  protected abstract Duration slowness();

  /** How long Duo takes for a code that is to be in the air when a fault strikes. */
  protected abstract Duration codesInTheAir();

  @BeforeEach
  void newPhones() {
    duo().reset();
    duo().pushTimeout(PUSH_TIMEOUT);
  }

  @AfterEach
  void repairDuo() {
    duo().faults().clear();
  }

  @Test
  @Order(10)
  void logsInAllOwnersAndNobodyElseWhenDuoIsSlow() {
    duo().faults().onAll().always(Fault.delay(slowness()));

    survives("Duo slow", Crowd::usePhones);
  }

  @Test
  @Order(11)
  void logsInAllOwnersAndNobodyElseWhenAThirdOfTheAnswersOfDuoIsBroken() {
    Random random = new Random(20261130);
    duo()
        .faults()
        .onAll()
        .always(
            Fault.sometimes(
                0.33,
                random,
                Fault.reset(),
                Fault.resetAfterProcessing(),
                Fault.status(500),
                Fault.truncated(),
                Fault.closeAfterAnswer()));

    survives(
        "Duo half dead",
        crowd -> {
          crowd.usePhones().awaitFactors();
          duo().faults().clear();
        });
  }

  @Test
  @Order(12)
  void logsInAllOwnersAndNobodyElseWhenAllConnectionsToDuoDieAtOnce() {
    survives(
        "all connections to Duo dead",
        crowd -> {
          crowd.awaitFactors();
          duo().breakConnectionsWhenUsed();
          duo().halfCloseConnections();
          crowd.usePhones();
        });
  }

  @Test
  @Order(13)
  void logsInAllOwnersAndNobodyElseWhenDuoIsAwayInTheMiddleOfTheLogins() {
    survives(
        "Duo away for a moment",
        crowd -> {
          crowd.awaitFactors();
          duo().stopListening();
          try {
            LockSupport.parkNanos(slowness().toNanos());
          } finally {
            duo().resume();
          }
          crowd.usePhones();
        });
  }

  @Test
  @Order(30)
  void logsInAllOwnersAndNobodyElseWhenTheDatabaseRestartsInTheMiddleOfTheLogins() {
    survives(
        "database restarted",
        crowd -> {
          crowd.awaitFactors();
          nodes().database().restart();
          crowd.usePhones();
        });
  }

  /** The directory says who is exempt: while it is silent, that is none. */
  @Test
  @Order(40)
  @NeedsSlapd
  void logsInAllOwnersAndNobodyElseWhenTheDirectoryHangs() {
    try (Slapd ldap = Slapd.start()) {
      survives(
          "directory hangs",
          STAFF_IS_EXEMPT,
          crowd -> {
            fill(ldap, crowd);
            ldap.freeze();
          },
          crowd -> {
            crowd.usePhones().awaitFactors();
            ldap.thaw();
          },
          (person, outcome) -> outcome.equals("exempt_group") && isStaff(person));
    }
  }

  /** Half of the owners are in the group, and no impostor. */
  private static void fill(Slapd ldap, Crowd crowd) {
    ldap.add("dn: " + PEOPLE, "objectClass: organizationalUnit", "ou: people");
    List<String> lines =
        new ArrayList<>(
            List.of(
                "dn: cn=" + STAFF + "," + Slapd.SUFFIX, "objectClass: groupOfNames", "cn: staff"));
    for (Person person : crowd.people()) {
      String dn = "uid=" + person.name() + "," + PEOPLE;
      ldap.add(
          "dn: " + dn,
          "objectClass: inetOrgPerson",
          "uid: " + person.name(),
          "cn: " + person.name(),
          "sn: User");
      if (isStaff(person)) {
        lines.add("member: " + dn);
      }
    }
    ldap.add(lines.toArray(String[]::new));
    ldap.provideUsers(crowd.realm(), PEOPLE, Map.of());
  }

  private static boolean isStaff(Person person) {
    return person.owner() && person.number() % 2 == 0;
  }

  @Test
  @Order(50)
  void logsInAllOwnersAndNobodyElseWhenANodeDiesInTheMiddleOfTheLogins() {
    survives(
        "node killed",
        crowd -> {
          crowd.awaitFactors();
          nodes().killFirst();
          crowd.usePhones();
        });
    nodesAreNeededAgain();
  }

  /** What else there is to be done with the nodes, of which the first is dead. */
  protected abstract void nodesAreNeededAgain();

  /** The usual case: the fault comes while the logins run, and nothing is special in the realm. */
  final void survives(String fault, Consumer<Crowd> strike) {
    survives(fault, Map.of(), crowd -> crowd.holdCodes(codesInTheAir()), strike, Exemption.NONE);
  }

  /**
   * Lets a crowd log in, breaks something, and judges.
   *
   * @param changes to the usual configuration
   * @param prepare before the first login
   * @param strike breaks something once all have begun, and has the phones answered
   * @param exemption what lets people in without a proof
   */
  final void survives(
      String fault,
      Map<String, String> changes,
      Consumer<Crowd> prepare,
      Consumer<Crowd> strike,
      Exemption exemption) {
    TestRealm realm = nodes().balancedRealm(redirectUri());
    int impostors = (people() + 1) / 2;
    try (Crowd crowd = Crowd.of(duo(), realm, people(), impostors, changes)) {
      prepare.accept(crowd);
      crowd.start();
      strike.accept(crowd);
      List<LoginRecord> records = crowd.end();

      ChaosReport.print(fault, records, duo());
      assertThat(
              LoginAudit.violations(duo().decisions(), realm.events().user(), records, exemption))
          .isEmpty();
    }
  }
}
