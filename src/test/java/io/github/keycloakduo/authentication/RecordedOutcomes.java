package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Outcome;
import java.util.ArrayList;
import java.util.List;

/** A listener that writes down what it is told. */
final class RecordedOutcomes implements FactorListener {
  private final List<Outcome> heard = new ArrayList<>();
  private final List<Factor> contacts = new ArrayList<>();
  private final List<String> uncollected = new ArrayList<>();

  @Override
  public void onContact(Factor factor) {
    contacts.add(factor);
  }

  @Override
  public void onOutcome(Outcome outcome) {
    heard.add(outcome);
  }

  @Override
  public void onUncollected(OutcomeDetails details, DuoUsername username) {
    uncollected.add(
        details.outcome().id()
            + details.factor().map(factor -> " by " + factor.id()).orElse("")
            + details.txid().map(txid -> " " + txid).orElse("")
            + " of "
            + username.name());
  }

  List<Factor> contacts() {
    return contacts;
  }

  List<Outcome> heard() {
    return heard;
  }

  /** What no login has come for, each as a short sentence. */
  List<String> uncollected() {
    return uncollected;
  }
}
