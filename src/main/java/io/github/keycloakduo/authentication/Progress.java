package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.Device;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.mfa.PromptRequest;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a login has come, from one browser request to the next.
 *
 * @param userId whose login it is; for anybody else it means nothing
 * @param settings fingerprint of the configuration it began with; a changed one begins anew
 * @param factorStarted a factor was started once, so that nothing fails open any more
 * @param usedCodeExcused the one retry after a used passcode is gone
 */
public record Progress(
    String userId, String settings, Phase phase, boolean factorStarted, boolean usedCodeExcused) {

  /** Nothing has happened yet. */
  public static Progress fresh(String userId, String settings) {
    return new Progress(userId, settings, new Phase.Fresh(), false, false);
  }

  /** As it is for this user and configuration. */
  Progress current(String user, String newSettings) {
    if (!userId.equals(user)) {
      return fresh(user, newSettings);
    }
    return settings.equals(newSettings) ? this : anew(newSettings);
  }

  /**
   * The same login after a change of the configuration: from the start, but nothing is forgiven.
   */
  Progress anew(String newSettings) {
    return new Progress(userId, newSettings, new Phase.Fresh(), factorStarted, usedCodeExcused);
  }

  Progress in(Phase next) {
    return new Progress(userId, settings, next, factorStarted, usedCodeExcused);
  }

  /** The same, in a login that has started a factor before. */
  public Progress withFactorStarted() {
    return new Progress(userId, settings, phase, true, usedCodeExcused);
  }

  Progress withUsedCodeExcused() {
    return new Progress(userId, settings, phase, factorStarted, true);
  }

  /** Where the login stands. */
  public sealed interface Phase {
    /** At the door. */
    record Fresh() implements Phase {}

    /** Duo is being asked what the user may do. */
    record Contacting(String challengeId, Instant deadline) implements Phase {}

    /**
     * The user chooses a factor.
     *
     * @param spent a Verified Push of this offer was used, so the next one needs a new code
     * @param smsSent a code is on its way
     * @param passcodeOnly the push limit is reached
     */
    record Choosing(Verdict.Choose offer, boolean spent, boolean smsSent, boolean passcodeOnly)
        implements Phase {}

    /**
     * A factor runs.
     *
     * @param own started in this tab; another tab's verdict does not count here
     * @param device what the user asked for, if he did
     */
    record Waiting(
        String challengeId,
        boolean own,
        Instant since,
        Instant deadline,
        Factor factor,
        Optional<Device> device,
        Choosing back)
        implements Phase {}

    /**
     * The user is on Duo's own page.
     *
     * @param until when the way back closes
     * @param sentAgain he was sent there a second time without asking for it; that is enough
     */
    record AtPrompt(PromptRequest ticket, Instant until, boolean sentAgain) implements Phase {}

    /** Duo is being asked what came of the visit to its page. */
    record Exchanging(String challengeId, Instant since, Instant deadline, boolean sentAgain)
        implements Phase {}

    /** This attempt is over; only a new login helps. */
    record Ended(Outcome outcome, Optional<URI> portal) implements Phase {}
  }
}
