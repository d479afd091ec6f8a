package io.github.keycloakduo.authentication;

import io.github.keycloakduo.authentication.Progress.Phase;
import io.github.keycloakduo.authentication.Reaction.Hint;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Looks after a factor that runs, wherever it runs, and rules when it has ended. */
final class FactorMonitor {
  /** After this a node that claimed a factor has either started it or died. */
  static final Duration WITH_A_SILENT_NODE = Duration.ofSeconds(6);

  private final Challenges challenges;
  private final ChallengeLock claims;
  private final FactorStarter start;
  private final Clock clock;

  FactorMonitor(Challenges challenges, ChallengeLock claims, FactorStarter start, Clock clock) {
    this.challenges = challenges;
    this.claims = claims;
    this.start = start;
    this.clock = clock;
  }

  Reaction on(Turn turn, Phase.Waiting waiting, UserAction move) {
    if (move instanceof UserAction.Cancel) {
      return cancelled(turn, waiting);
    }
    return seen(turn, waiting, look(turn, waiting));
  }

  /** Reacts to the newest state. */
  Reaction seen(Turn turn, Phase.Waiting waiting, ChallengeState state) {
    Instant now = clock.instant();
    if (!waiting.own() && state.isOver(now)) {
      return back(turn, waiting, Optional.empty(), Optional.empty());
    }
    if (waiting.own() && state.verdict().isPresent()) {
      return concluded(turn, waiting, state, state.verdict().get());
    }
    if (isLost(challenges, waiting, state.txid(), now)) {
      claims.giveBack(turn.visit(), waiting.challengeId());
      return back(turn, waiting, Optional.empty(), Optional.of(Hint.INTERRUPTED));
    }
    return now.isBefore(waiting.deadline())
        ? new Reaction.AskPatience(turn.progress().in(waiting), state, !waiting.own())
        : concluded(turn, waiting, state, silence(state));
  }

  /** The node died while it asked Duo; whether a push went out nobody knows. */
  static boolean isLost(
      Challenges challenges, Phase.Waiting waiting, Optional<String> txid, Instant now) {
    boolean silent =
        now.isAfter(waiting.since().plus(WITH_A_SILENT_NODE)) || !now.isBefore(waiting.deadline());
    return silent && txid.isEmpty() && challenges.here(waiting.challengeId()).isEmpty();
  }

  private static Verdict silence(ChallengeState state) {
    return state.txid().isPresent()
        ? Verdict.Decided.of(Outcome.PUSH_TIMEOUT, "nobody answered")
        : Verdict.Decided.of(Outcome.UNREACHABLE, "Duo did not answer in time");
  }

  private ChallengeState look(Turn turn, Phase.Waiting waiting) {
    ChallengeState state =
        challenges.find(waiting.challengeId()).orElseGet(() -> presumed(turn.visit(), waiting));
    boolean orphan =
        waiting.own()
            && state.txid().isPresent()
            && !state.isOver(clock.instant())
            && challenges.here(state.id()).isEmpty();
    return orphan ? start.adopt(turn, state) : state;
  }

  private static ChallengeState presumed(Visit visit, Phase.Waiting waiting) {
    return ChallengeState.begun(
        waiting.challengeId(),
        visit.tab(),
        Optional.of(waiting.factor()),
        waiting.device(),
        waiting.deadline());
  }

  private Reaction cancelled(Turn turn, Phase.Waiting waiting) {
    ChallengeState state =
        challenges.find(waiting.challengeId()).orElseGet(() -> presumed(turn.visit(), waiting));
    if (!waiting.own() && state.isOver(clock.instant())) {
      return back(turn, waiting, Optional.empty(), Optional.empty());
    }
    if (state.verdict().filter(FactorMonitor::isRefusal).isPresent()) {
      // Who cancels what was refused already must not make the refusal unsaid.
      return concluded(turn, waiting, state, state.verdict().get());
    }
    Verdict.Decided cancelled = Verdict.Decided.of(Outcome.CANCELLED, "the user stopped waiting");
    challenges.here(waiting.challengeId()).ifPresent(running -> stop(running, cancelled));
    claims.giveBack(turn.visit(), waiting.challengeId());
    OutcomeDetails ruling = Rulings.ruling(cancelled, Optional.of(waiting.factor()), state);
    return back(turn, waiting, Optional.of(ruling), Optional.empty());
  }

  /** The tab that began it hears of it, too. */
  private static void stop(Challenge running, Verdict verdict) {
    running.abandon();
    running.end(verdict);
  }

  private static boolean isRefusal(Verdict verdict) {
    return verdict instanceof Verdict.Decided decided && !decided.outcome().letsIn();
  }

  private Reaction concluded(
      Turn turn, Phase.Waiting waiting, ChallengeState state, Verdict verdict) {
    challenges.here(waiting.challengeId()).ifPresent(Challenge::abandon);
    claims.giveBack(turn.visit(), waiting.challengeId());
    if (verdict instanceof Verdict.SmsSent) {
      return back(turn, sentBySms(waiting), Optional.empty(), Optional.of(Hint.SMS_SENT));
    }
    if (verdict instanceof Verdict.TooManyGuesses) {
      return back(
          turn, waiting, Optional.of(Rulings.tooManyGuesses()), Optional.of(Hint.TOO_MANY_GUESSES));
    }
    // A code that came by SMS is told as such, since Duo does not say which code it was.
    boolean bySms = waiting.factor() == Factor.PASSCODE && waiting.back().smsSent();
    Optional<Factor> factor = Optional.of(bySms ? Factor.SMS : waiting.factor());
    if (verdict instanceof Verdict.Decided decided) {
      OutcomeDetails ruling = Rulings.ruling(decided, factor, state);
      if (mayChooseAgain(decided.outcome(), turn.progress())) {
        Turn next =
            decided.outcome() == Outcome.PASSCODE_USED
                ? turn.with(turn.progress().withUsedCodeExcused())
                : turn;
        return back(next, waiting, Optional.of(ruling), Optional.empty());
      }
    }
    return Rulings.decided(turn.progress(), verdict, factor, state);
  }

  private static boolean mayChooseAgain(Outcome outcome, Progress progress) {
    return switch (outcome) {
      case WRONG_PASSCODE, DENIED, PUSH_TIMEOUT, CANCELLED -> true;
      case PASSCODE_USED -> !progress.usedCodeExcused();
      default -> false;
    };
  }

  private static Phase.Waiting sentBySms(Phase.Waiting waiting) {
    Phase.Choosing back = waiting.back();
    return new Phase.Waiting(
        waiting.challengeId(),
        waiting.own(),
        waiting.since(),
        waiting.deadline(),
        waiting.factor(),
        waiting.device(),
        new Phase.Choosing(back.offer(), back.spent(), true, back.passcodeOnly()));
  }

  private static Reaction back(
      Turn turn, Phase.Waiting waiting, Optional<OutcomeDetails> refused, Optional<Hint> hint) {
    Phase.Choosing was = waiting.back();
    Phase.Choosing choosing =
        new Phase.Choosing(
            was.offer(),
            was.spent() || waiting.factor() == Factor.PUSH,
            was.smsSent(),
            was.passcodeOnly());
    return Rulings.ask(turn.progress(), choosing, AuthApiFlow.offer(turn, choosing), refused, hint);
  }
}
