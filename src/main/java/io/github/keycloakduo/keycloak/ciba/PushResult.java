package io.github.keycloakduo.keycloak.ciba;

import io.github.keycloakduo.authentication.LoginResult;
import io.github.keycloakduo.authentication.OutcomeDetails;
import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.Outcome;
import java.util.Optional;

/**
 * The result of a push for a CIBA request (OpenID Connect CIBA, section 11).
 *
 * @param identity the user name at Duo, once it is known
 */
record PushResult(Kind kind, OutcomeDetails details, Optional<String> identity) {
  /** What it means for the client. */
  enum Kind {
    /** Tokens. */
    APPROVED,
    /** No tokens, and it is told so. */
    REFUSED,
    /** The request lives on until it expires. */
    UNANSWERED
  }

  /** A refusal of ours. */
  static PushResult refused(Outcome outcome, String detail) {
    return refused(OutcomeDetails.of(outcome, detail), Optional.empty());
  }

  private static PushResult refused(OutcomeDetails details, Optional<DuoUsername> username) {
    Kind kind = details.outcome() == Outcome.PUSH_TIMEOUT ? Kind.UNANSWERED : Kind.REFUSED;
    return new PushResult(kind, details, username.map(DuoUsername::name));
  }

  /** The result of a login, once there was nothing left to wait for. */
  static PushResult of(LoginResult result) {
    return result.match(
        PushResult::authenticated,
        required ->
            refused(required.rejected().orElseGet(PushResult::anotherPush), required.username()),
        otherFactor -> refused(Outcome.UNREACHABLE, "no code can be typed in a login by push"),
        pending -> refused(anotherPush(), pending.username()),
        redirect -> refused(anotherPush(), redirect.username()),
        questions -> refused(Outcome.CONFIG_ERROR, CibaConfig.QUESTIONS),
        interaction -> refused(anotherPush(), interaction.username()),
        rejected -> refused(rejected.details(), rejected.username()));
  }

  private static PushResult authenticated(LoginResult.Authenticated result) {
    // Nothing else has got past the required assurance; should it ever, it is no proof here.
    return result.details().outcome() == Outcome.APPROVED
        ? new PushResult(Kind.APPROVED, result.details(), result.username().map(DuoUsername::name))
        : refused(Outcome.DUO_ERROR, "a login by push ended without a factor");
  }

  private static OutcomeDetails anotherPush() {
    return OutcomeDetails.of(
        Outcome.RATE_LIMITED, "another push to this user may still be under way");
  }
}
