package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.Outcome;
import java.net.URI;
import java.util.Optional;

/**
 * The outcome of a call to Duo that leaves the user nothing to choose.
 *
 * @param detail one sentence for the administrator's log; may be empty
 * @param portal where to enrol, with {@link Outcome#NOT_ENROLLED}
 */
public record DuoDecision(Outcome outcome, String detail, Optional<URI> portal) {
  static DuoDecision of(Outcome outcome, String detail) {
    return new DuoDecision(outcome, detail, Optional.empty());
  }
}
