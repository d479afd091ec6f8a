package io.github.keycloakduo.authentication;

import io.github.keycloakduo.authentication.Progress.Phase;
import io.github.keycloakduo.authentication.Reaction.AskFactor;
import io.github.keycloakduo.authentication.Reaction.Hint;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.policy.FactorChoice;
import io.github.keycloakduo.policy.FactorOffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * The talk with a person before a browser: each request tells where the login stands and what the
 * person wants, and gets the next thing to do. Holds no state of its own and never waits for Duo
 * longer than {@link RequestTimeout#OF_A_REQUEST}.
 */
public final class AuthApiFlow {
  private final PreauthCall contact;
  private final FactorStarter start;
  private final FactorMonitor watch;
  private final Duration patience;

  /** A conversation over what the nodes share. */
  public AuthApiFlow(
      Challenges challenges, ChallengeStore board, Quotas quotas, Clock clock, Delay pause) {
    this(challenges, board, quotas, clock, pause, RequestTimeout.OF_A_REQUEST);
  }

  AuthApiFlow(
      Challenges challenges,
      ChallengeStore board,
      Quotas quotas,
      Clock clock,
      Delay pause,
      Duration patience) {
    this.contact = new PreauthCall(challenges, clock, pause);
    ChallengeLock claims = new ChallengeLock(board);
    this.start = new FactorStarter(challenges, claims, quotas, clock, pause);
    this.watch = new FactorMonitor(challenges, claims, start, clock);
    this.patience = patience;
  }

  /** Answers one browser request. */
  public Reaction on(Visit visit, Progress stored, UserAction move) {
    Progress current = stored.current(visit.login().userId(), visit.settings().fingerprint());
    Turn turn = new Turn(visit, current, new RequestTimeout(patience));
    Phase phase = turn.progress().phase();
    if (phase instanceof Phase.Contacting contacting) {
      return contacting(turn, contacting, move);
    }
    if (phase instanceof Phase.Choosing choosing) {
      return choosing(turn, choosing, move);
    }
    if (phase instanceof Phase.Waiting waiting) {
      return watch.on(turn, waiting, move);
    }
    if (phase instanceof Phase.Ended ended) {
      OutcomeDetails ruling = OutcomeDetails.of(ended.outcome(), "looked again");
      return new Reaction.Stop(turn.progress(), ruling, ended.portal(), false);
    }
    return contacted(turn, contact.begin(turn, preauth(turn.visit())));
  }

  private static PreauthCall.Question preauth(Visit visit) {
    return (talk, stage, deadline) ->
        talk.preauth(visit.identity(), visit.login().clientIp(), stage, deadline);
  }

  private Reaction contacting(Turn turn, Phase.Contacting contacting, UserAction move) {
    return move instanceof UserAction.Cancel
        ? Rulings.stop(turn.progress(), OutcomeDetails.of(Outcome.CANCELLED, "before Duo answered"))
        : contacted(turn, contact.look(turn, contacting, preauth(turn.visit())));
  }

  private Reaction contacted(Turn turn, ChallengeState state) {
    if (state.verdict().isEmpty()) {
      Phase next = new Phase.Contacting(state.id(), state.deadline());
      return new Reaction.AskPatience(turn.progress().in(next), state, false);
    }
    Verdict verdict = state.verdict().get();
    if (verdict instanceof Verdict.Choose offer) {
      return offered(turn, new Phase.Choosing(offer, false, false, false));
    }
    return Rulings.decided(turn.progress(), verdict, Optional.empty(), state);
  }

  private Reaction offered(Turn turn, Phase.Choosing choosing) {
    FactorOffer offer = offer(turn, choosing);
    if (offer.isEmpty()) {
      return Rulings.stop(
          turn.progress(),
          OutcomeDetails.of(
              Outcome.NO_CAPABLE_DEVICE, "no device of the user can do a configured factor"));
    }
    Factor first = offer.factors().get(0);
    // By itself only once: what failed must not ring again without being asked for.
    boolean startsByItself =
        turn.visit().terms().autopush()
            && first.contactsDevice()
            && !turn.progress().factorStarted();
    return startsByItself
        ? started(turn, choosing, start.contact(turn, choosing, first, Optional.empty()))
        : ask(turn, choosing, Optional.empty(), Optional.empty());
  }

  private Reaction choosing(Turn turn, Phase.Choosing choosing, UserAction move) {
    if (!(move instanceof UserAction.Submit submit)) {
      return ask(turn, choosing, Optional.empty(), Optional.empty());
    }
    FactorChoice choice =
        FactorChoice.of(
            submit.passcode(),
            submit.factor(),
            submit.device(),
            offer(turn, choosing),
            choosing.smsSent());
    if (choice instanceof FactorChoice.Passcode passcode) {
      return started(turn, choosing, start.passcode(turn, choosing, passcode.code()));
    }
    if (choice instanceof FactorChoice.Contact device) {
      return started(
          turn, choosing, start.contact(turn, choosing, device.factor(), device.device()));
    }
    if (choice instanceof FactorChoice.Nothing) {
      return ask(turn, choosing, Optional.empty(), Optional.of(Hint.NOTHING_TYPED));
    }
    Outcome refused =
        choice instanceof FactorChoice.NotAllowed
            ? Outcome.FACTOR_NOT_ALLOWED
            : Outcome.NO_CAPABLE_DEVICE;
    OutcomeDetails ruling =
        OutcomeDetails.of(refused, "asked for a factor or device that is not offered");
    Optional<Hint> hint =
        choice instanceof FactorChoice.OtherDevice
            ? Optional.of(Hint.OTHER_DEVICE)
            : Optional.empty();
    return ask(turn, choosing, Optional.of(ruling), hint);
  }

  private Reaction started(Turn turn, Phase.Choosing choosing, FactorStarter.Result result) {
    if (result instanceof FactorStarter.Result.Running running) {
      Turn next = turn.with(turn.progress().withFactorStarted());
      return watch.seen(next, running.waiting(), running.state());
    }
    if (result instanceof FactorStarter.Result.Unknown) {
      // A factor may have been started all the same.
      Turn next = turn.with(turn.progress().withFactorStarted());
      return ask(next, choosing, Optional.empty(), Optional.of(Hint.INTERRUPTED));
    }
    OutcomeDetails limit =
        OutcomeDetails.of(Outcome.PUSH_LIMIT, "duo.push_limit is reached for the next minutes");
    // Who has a text message in hand may still type its code.
    if (!offer(turn, choosing).includes(Factor.PASSCODE) && !choosing.smsSent()) {
      return Rulings.stop(turn.progress(), limit);
    }
    Phase.Choosing passcodeOnly =
        new Phase.Choosing(choosing.offer(), choosing.spent(), choosing.smsSent(), true);
    return ask(turn, passcodeOnly, Optional.of(limit), Optional.empty());
  }

  private static AskFactor ask(
      Turn turn, Phase.Choosing choosing, Optional<OutcomeDetails> refused, Optional<Hint> hint) {
    return Rulings.ask(turn.progress(), choosing, offer(turn, choosing), refused, hint);
  }

  static FactorOffer offer(Turn turn, Phase.Choosing choosing) {
    return new FactorOffer(turn.visit().settings().factors(), choosing.offer().devices());
  }
}
