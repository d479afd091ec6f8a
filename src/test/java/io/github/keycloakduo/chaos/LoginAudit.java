package io.github.keycloakduo.chaos;

import io.github.keycloakduo.simulator.Decision;
import io.github.keycloakduo.simulator.Factor;
import io.github.keycloakduo.testkit.realm.UserEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A comparison of who was let in with what Duo's own record says, when all logins have ended. None
 * may be in without a proof, none lost who had one, and no login may have rung twice.
 */
final class LoginAudit {

  /** An outcome that lets a person in without a proof. */
  interface Exemption {
    Exemption NONE = (person, outcome) -> false;

    boolean covers(Person person, String outcome);
  }

  /** The outcome when the answer to a push is lost. */
  private static final String LOST = "unreachable";

  private final List<Decision> decisions;
  private final List<UserEvent> logins;
  private final Exemption exemption;
  private final List<String> violations = new ArrayList<>();

  private LoginAudit(List<Decision> decisions, List<UserEvent> logins, Exemption exemption) {
    this.decisions = decisions;
    this.logins = logins;
    this.exemption = exemption;
  }

  /**
   * What is wrong, in words; empty when all is right.
   *
   * @param decisions Duo's record
   * @param logins the events of the realm, refusals included
   */
  static List<String> violations(
      List<Decision> decisions,
      List<UserEvent> logins,
      List<LoginRecord> records,
      Exemption exemption) {
    LoginAudit audit = new LoginAudit(decisions, logins, exemption);
    records.stream()
        .collect(Collectors.groupingBy(LoginRecord::person))
        .forEach((person, ofOne) -> audit.new OfPerson(person, ofOne).check());
    return audit.violations;
  }

  private final class OfPerson {
    private final Person person;
    private final List<LoginRecord> records;
    private final List<Decision> asked;
    private final List<UserEvent> events;
    private final long outages;

    OfPerson(Person person, List<LoginRecord> records) {
      this.person = person;
      this.records = records;
      this.asked =
          decisions.stream().filter(decision -> decision.user().equals(person.name())).toList();
      this.events = ofPerson("LOGIN");
      this.outages =
          ofPerson("LOGIN_ERROR").stream()
              .map(event -> event.details().getOrDefault("duo_outcome", ""))
              .filter(LOST::equals)
              .count();
    }

    private List<UserEvent> ofPerson(String type) {
      return logins.stream()
          .filter(event -> event.type().equals(type))
          .filter(event -> event.userId().equals(person.user().id()))
          .toList();
    }

    void check() {
      long in = records.stream().filter(LoginRecord::in).count();
      if (person.owner()) {
        expect(in == records.size(), "the owner of the factor is not in");
      } else {
        expect(in == 0, "an impostor is in");
        expect(events.isEmpty(), "there is a LOGIN event of an impostor");
      }
      expect(in <= events.size(), in + " times in by " + events.size() + " LOGIN events");
      checkProofs();
      checkPushes();
    }

    private void checkProofs() {
      Map<String, Decision> approved =
          asked.stream()
              .filter(Decision::allowed)
              .collect(Collectors.toMap(Decision::txid, decision -> decision));
      Set<String> used = new HashSet<>();
      long codes = 0;
      for (UserEvent event : events) {
        String outcome = event.details().getOrDefault("duo_outcome", "");
        String txid = event.details().getOrDefault("duo_txid", "");
        if (exemption.covers(person, outcome)) {
          continue;
        }
        expect(outcome.equals("approved"), "in by " + event.details());
        if (txid.isEmpty()) {
          codes++;
        } else {
          expect(approved.containsKey(txid), "in by what was not approved: " + txid);
          expect(used.add(txid), "in twice by one approval: " + txid);
        }
      }
      long accepted =
          approved.values().stream().filter(proof -> proof.factor() == Factor.PASSCODE).count();
      expect(codes <= accepted, codes + " logins by " + accepted + " accepted passcodes");
    }

    private void checkPushes() {
      List<Decision> pushes =
          asked.stream().filter(decision -> decision.factor() == Factor.PUSH).toList();
      int wanted = records.stream().mapToInt(LoginRecord::pushesAsked).sum();
      expect(pushes.size() <= wanted, pushes.size() + " pushes, asked for " + wanted + " times");
      Instant silent = Instant.MIN;
      long atOnce = 0;
      for (Decision push : pushes) {
        atOnce += push.started().isBefore(silent) ? 1 : 0;
        silent = push.ended().orElse(Instant.MAX);
      }
      // The answer to a push may be lost, and it rings while its user, who was told so, sends one.
      expect(atOnce <= outages, "two pushes at once");
    }

    private void expect(boolean right, String otherwise) {
      if (!right) {
        violations.add(otherwise + ": " + records + ", Duo: " + asked);
      }
    }
  }
}
