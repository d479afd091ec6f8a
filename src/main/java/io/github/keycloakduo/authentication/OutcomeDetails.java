package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.mfa.PromptReport;
import io.github.keycloakduo.policy.PolicyDecision;
import java.util.Optional;

/**
 * The outcome of a login, or of one factor, with the details that events, metrics and log need.
 *
 * @param factor that was tried, if any
 * @param txid Duo's transaction, if there was one
 * @param deviceId Duo's id of the device, if one was chosen
 * @param report what Duo reported of a visit to its Universal Prompt
 * @param duoWords what Duo wrote for the user where it refuses, fit to be shown
 * @param detail one sentence for the administrator's log
 * @param duoNotAsked whether a limit of ours refused a passcode that Duo has not seen, so that it
 *     may be right
 * @param breakGlass whether an administrator has exempted the user for now
 */
public record OutcomeDetails(
    Outcome outcome,
    Optional<Factor> factor,
    Optional<String> txid,
    Optional<String> deviceId,
    Optional<PromptReport> report,
    Optional<String> duoWords,
    String detail,
    boolean duoNotAsked,
    boolean breakGlass) {

  /** An outcome that Duo or a rule decided. */
  public OutcomeDetails(
      Outcome outcome,
      Optional<Factor> factor,
      Optional<String> txid,
      Optional<String> deviceId,
      Optional<PromptReport> report,
      Optional<String> duoWords,
      String detail) {
    this(outcome, factor, txid, deviceId, report, duoWords, detail, false, false);
  }

  /** An outcome on our own pages, of which Duo makes no report. */
  public OutcomeDetails(
      Outcome outcome,
      Optional<Factor> factor,
      Optional<String> txid,
      Optional<String> deviceId,
      String detail) {
    this(outcome, factor, txid, deviceId, Optional.empty(), Optional.empty(), detail);
  }

  /** An outcome without a factor. */
  public static OutcomeDetails of(Outcome outcome, String detail) {
    return new OutcomeDetails(
        outcome, Optional.empty(), Optional.empty(), Optional.empty(), detail);
  }

  /** An outcome by a rule that lets the user in. */
  static OutcomeDetails of(PolicyDecision.Allow allow) {
    return new OutcomeDetails(
        allow.outcome(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        allow.reason(),
        false,
        allow.breakGlass());
  }

  /** An outcome that is shown once more, with what Duo wrote of it. */
  static OutcomeDetails again(Outcome outcome, Optional<String> duoWords, String detail) {
    return new OutcomeDetails(
        outcome,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        duoWords,
        detail);
  }

  /** An outcome of a factor that has no transaction of Duo's. */
  static OutcomeDetails of(Outcome outcome, Factor factor, String detail) {
    return new OutcomeDetails(
        outcome, Optional.of(factor), Optional.empty(), Optional.empty(), detail);
  }

  /** A code that a limit of ours kept from being checked. */
  static OutcomeDetails notChecked(Factor factor, String detail) {
    return new OutcomeDetails(
        Outcome.WRONG_PASSCODE,
        Optional.of(factor),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        detail,
        true,
        false);
  }

  /** What Duo decided about a factor that was tried. */
  static OutcomeDetails of(
      DuoDecision decision,
      Optional<Factor> factor,
      Optional<String> txid,
      Optional<String> deviceId) {
    // Duo may have begun to let the user pass without one only after the factor was chosen.
    Optional<Factor> shown = decision.outcome() == Outcome.BYPASS ? Optional.empty() : factor;
    return new OutcomeDetails(
        decision.outcome(),
        shown,
        txid,
        deviceId,
        Optional.empty(),
        decision.duoWords(),
        decision.detail());
  }

  /** The same with another sentence for the administrator. */
  public OutcomeDetails withDetail(String sentence) {
    return new OutcomeDetails(
        outcome, factor, txid, deviceId, report, duoWords, sentence, duoNotAsked, breakGlass);
  }

  /**
   * Whether it is a guess that Keycloak's brute-force detection counts: a passcode that Duo called
   * wrong or used. What a limit of ours refuses says nothing about the passcode.
   */
  public boolean countsAsFailure() {
    return outcome.countsAsFailure() && !duoNotAsked;
  }
}
