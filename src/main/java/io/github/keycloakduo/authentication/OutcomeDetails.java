package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.mfa.PromptReport;
import java.util.Optional;

/**
 * An outcome and what is to be told about it.
 *
 * @param factor that was tried, if any
 * @param txid Duo's transaction, if there was one
 * @param deviceId Duo's id of the device, if one was chosen
 * @param report what Duo said of a visit to its own page
 * @param detail one sentence for the administrator's log
 */
public record OutcomeDetails(
    Outcome outcome,
    Optional<Factor> factor,
    Optional<String> txid,
    Optional<String> deviceId,
    Optional<PromptReport> report,
    String detail) {

  /** An outcome on our own pages, of which Duo makes no report. */
  public OutcomeDetails(
      Outcome outcome,
      Optional<Factor> factor,
      Optional<String> txid,
      Optional<String> deviceId,
      String detail) {
    this(outcome, factor, txid, deviceId, Optional.empty(), detail);
  }

  /** An outcome without a factor. */
  public static OutcomeDetails of(Outcome outcome, String detail) {
    return new OutcomeDetails(
        outcome, Optional.empty(), Optional.empty(), Optional.empty(), detail);
  }
}
