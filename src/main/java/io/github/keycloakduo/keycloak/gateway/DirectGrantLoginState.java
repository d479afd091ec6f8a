package io.github.keycloakduo.keycloak.gateway;

import io.github.keycloakduo.authentication.LoginProgress;
import io.github.keycloakduo.authentication.NextStep;
import io.github.keycloakduo.authentication.OutcomeDetails;
import io.github.keycloakduo.authentication.Reaction;
import io.github.keycloakduo.keycloak.runtime.LoginStateCodec;
import io.github.keycloakduo.keycloak.runtime.SingleUseObjectStore;
import io.github.keycloakduo.keycloak.step.LoginStateStore;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.mfa.StableHash;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where a login of a gateway waits until the gateway repeats its request with what was missing.
 * Only the first who repeats it finds it, so that nothing counts twice.
 */
final class DirectGrantLoginState implements LoginStateStore {
  /** Long enough to read a text message and to look up a ticket. */
  private static final Duration KEEP = Duration.ofMinutes(5);

  private final SingleUseObjectStore board;
  private final String key;
  private final String otp;
  private Optional<LoginProgress> taken = Optional.empty();

  /** What is kept; the code only as a hash. */
  private record Kept(LoginProgress progress, String otpHash) {}

  /**
   * The memory of one login.
   *
   * @param who realm, user, client, address and execution: nobody else may go on with it
   * @param otp the code of this request; who repeats a request repeats its code
   */
  DirectGrantLoginState(SingleUseObjectStore board, List<String> who, String otp) {
    this.board = board;
    this.key = "duo.gateway." + StableHash.of(who);
    this.otp = otp;
  }

  @Override
  public Optional<LoginProgress> read() {
    taken =
        board
            .takeAway(key)
            .flatMap(text -> LoginStateCodec.read(text, Kept.class))
            .filter(this::isRepeated)
            .map(Kept::progress);
    return taken;
  }

  /**
   * At the questions the factor is done. Who does not repeat the code it was done with has not
   * shown that he knows one.
   */
  private boolean isRepeated(Kept kept) {
    boolean atQuestions = kept.progress().where() instanceof LoginProgress.Where.AtQuestions;
    return !atQuestions || kept.otpHash().equals(hash());
  }

  @Override
  public void keep(NextStep next) {
    if (mayGoOn(next)) {
      remember(next.progress());
    } else if (isOutOfOrder(next)) {
      taken.ifPresent(this::remember);
    }
  }

  private void remember(LoginProgress progress) {
    board.remember(key, LoginStateCodec.write(new Kept(progress, hash())), KEEP);
  }

  private static boolean mayGoOn(NextStep next) {
    if (next instanceof NextStep.Talk talk && talk.reaction() instanceof Reaction.AskFactor ask) {
      boolean usedCode =
          ask.refused()
              .map(OutcomeDetails::outcome)
              .filter(Outcome.PASSCODE_USED::equals)
              .isPresent();
      return ask.smsSent() || usedCode;
    }
    return next instanceof NextStep.AskAnswers;
  }

  private static boolean isOutOfOrder(NextStep next) {
    if (next instanceof NextStep.Refuse refuse) {
      return refuse.ruling().outcome().isUnavailability();
    }
    return next instanceof NextStep.Talk talk
        && talk.reaction() instanceof Reaction.Stop stop
        && stop.ruling().outcome().isUnavailability();
  }

  private String hash() {
    return StableHash.of(List.of(key, otp));
  }

  @Override
  public void forget() {
    // Whoever read it has taken it away.
  }
}
