package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.Device;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.mfa.PromptReport;
import io.github.keycloakduo.mfa.VerifiedPush;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** What came of one talk with Duo. */
public sealed interface Verdict {
  /** Duo wants a factor from the user. */
  record Choose(List<Device> devices, Optional<VerifiedPush> verifiedPush) implements Verdict {
    public Choose {
      devices = List.copyOf(devices);
    }
  }

  /** A code was sent by SMS; the user has to type it. */
  record SmsSent() implements Verdict {}

  /** Duo was not asked: too many passcodes of the user were wrong. */
  record TooManyGuesses() implements Verdict {}

  /** Duo is there and knows us; the user can be sent to its page. */
  record Healthy() implements Verdict {}

  /** Duo does not know, or does not know any more, the code that its page gave. */
  record UnknownCode() implements Verdict {}

  /**
   * Duo told what came of the visit to its page.
   *
   * @param detail for the administrator's log
   */
  record Reported(Outcome outcome, String detail, PromptReport report) implements Verdict {}

  /**
   * The talk is over.
   *
   * @param detail for the administrator's log
   * @param portal where to enrol, with {@link Outcome#NOT_ENROLLED}
   */
  record Decided(Outcome outcome, String detail, Optional<URI> portal) implements Verdict {
    static Decided of(Outcome outcome, String detail) {
      return new Decided(outcome, detail, Optional.empty());
    }
  }
}
