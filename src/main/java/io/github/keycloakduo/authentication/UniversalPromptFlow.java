package io.github.keycloakduo.authentication;

import io.github.keycloakduo.authentication.Progress.Phase;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.mfa.PromptRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * The talk with a person on Duo's own page: there, back, and what Duo says of it. From the moment
 * the browser is sent there, nothing fails open. Holds no state of its own and never waits for Duo
 * longer than {@link RequestTimeout#OF_A_REQUEST}.
 */
public final class UniversalPromptFlow {
  /** How long the way back stays open. */
  static final Duration LONGEST_VISIT = Duration.ofMinutes(15);

  private static final String NO_DOOR =
      "duo.mode: \"universal\" is not accepted here; accepted is form, since only a browser can be"
          + " sent to Duo's own page";

  private final PreauthCall contact;
  private final PromptCodeExchange exchange;
  private final Clock clock;
  private final Duration patience;

  /** A conversation over what the nodes share. */
  public UniversalPromptFlow(
      Challenges challenges, ChallengeStore board, Clock clock, Delay pause) {
    this(challenges, board, clock, pause, RequestTimeout.OF_A_REQUEST);
  }

  UniversalPromptFlow(
      Challenges challenges, ChallengeStore board, Clock clock, Delay pause, Duration patience) {
    this.contact = new PreauthCall(challenges, clock, pause);
    this.exchange = new PromptCodeExchange(challenges, board, clock, pause);
    this.clock = clock;
    this.patience = patience;
  }

  /** Answers one browser request. */
  public Reaction on(Visit visit, Progress stored, UserAction move) {
    return visit
        .terms()
        .prompt()
        .map(door -> on(visit, door, stored, move))
        .orElseGet(() -> Rulings.stop(stored, OutcomeDetails.of(Outcome.CONFIG_ERROR, NO_DOOR)));
  }

  private Reaction on(Visit visit, PromptDoor door, Progress stored, UserAction move) {
    Progress progress = stored.current(visit.login().userId(), visit.settings().fingerprint());
    Turn turn = new Turn(visit, progress, new RequestTimeout(patience));
    Phase phase = progress.phase();
    if (move instanceof UserAction.Cancel && !(phase instanceof Phase.Ended)) {
      return Rulings.stop(
          progress, OutcomeDetails.of(Outcome.CANCELLED, "the user stopped waiting"));
    }
    if (phase instanceof Phase.Contacting contacting) {
      return contacted(turn, door, contact.look(turn, contacting, question(door)));
    }
    if (phase instanceof Phase.AtPrompt atPrompt) {
      return move instanceof UserAction.Returned returned
          ? returned(turn, door, atPrompt, returned)
          : sentAgain(turn, door, atPrompt.sentAgain(), "the user came back without an answer");
    }
    if (phase instanceof Phase.Exchanging exchanging) {
      return exchanged(turn, door, exchanging, exchange.look(turn, exchanging));
    }
    if (phase instanceof Phase.Ended ended) {
      OutcomeDetails ruling = OutcomeDetails.of(ended.outcome(), "looked again");
      return new Reaction.Stop(progress, ruling, ended.portal(), false);
    }
    if (move instanceof UserAction.Returned) {
      // An answer that came before. It must not send the user to Duo's page once more by itself.
      OutcomeDetails ruling =
          OutcomeDetails.of(Outcome.CANCELLED, "an answer of Duo's page came again");
      return new Reaction.Stop(progress.in(new Phase.Fresh()), ruling, Optional.empty(), false);
    }
    return contacted(turn, door, contact.begin(turn, question(door)));
  }

  private PreauthCall.Question question(PromptDoor door) {
    return (talk, stage, deadline) ->
        new PromptCalls(door.api(), talk, clock).contact(stage, deadline);
  }

  private Reaction contacted(Turn turn, PromptDoor door, ChallengeState state) {
    if (state.verdict().isEmpty()) {
      Phase next = new Phase.Contacting(state.id(), state.deadline());
      return new Reaction.AskPatience(turn.progress().in(next), state, false);
    }
    Verdict verdict = state.verdict().get();
    return verdict instanceof Verdict.Healthy
        ? sent(turn, door, false)
        : Rulings.decided(turn.progress(), verdict, Optional.empty(), state);
  }

  private Reaction sent(Turn turn, PromptDoor door, boolean again) {
    PromptRequest ticket =
        PromptStateFactory.issue(turn.visit().identity().name(), door.returnUri());
    Phase next = new Phase.AtPrompt(ticket, clock.instant().plus(LONGEST_VISIT), again);
    // The user may confirm from now on, whether or not we hear of it.
    return new Reaction.Leave(
        turn.progress().in(next).withFactorStarted(), door.api().address(ticket));
  }

  /** Once by itself; then only if the user asks for it. */
  private Reaction sentAgain(Turn turn, PromptDoor door, boolean before, String why) {
    return before
        ? Rulings.stop(turn.progress(), OutcomeDetails.of(Outcome.CANCELLED, why))
        : sent(turn, door, true);
  }

  private Reaction returned(
      Turn turn, PromptDoor door, Phase.AtPrompt atPrompt, UserAction.Returned returned) {
    if (!PromptStateFactory.isOf(atPrompt.ticket(), returned.state())) {
      return Rulings.stop(
          turn.progress(),
          told(Outcome.DUO_ERROR, "the answer belongs to no request of this login"));
    }
    if (returned.error().isPresent()) {
      return Rulings.stop(
          turn.progress(), told(Outcome.CANCELLED, "Duo's page says: " + returned.error().get()));
    }
    if (returned.code().isEmpty()) {
      return Rulings.stop(
          turn.progress(), told(Outcome.DUO_ERROR, "Duo's page gave neither code nor error"));
    }
    if (!clock.instant().isBefore(atPrompt.until())) {
      return sentAgain(turn, door, atPrompt.sentAgain(), "the answer came too late");
    }
    PromptCodeExchange.Seen seen = exchange.begin(turn, door, atPrompt, returned.code().get());
    return exchanged(turn, door, seen.phase(), seen.state());
  }

  private Reaction exchanged(
      Turn turn, PromptDoor door, Phase.Exchanging phase, ChallengeState state) {
    if (state.verdict().isEmpty()) {
      return new Reaction.AskPatience(turn.progress().in(phase), state, false);
    }
    Verdict verdict = state.verdict().get();
    if (verdict instanceof Verdict.UnknownCode) {
      return sentAgain(turn, door, phase.sentAgain(), "Duo does not know the code");
    }
    if (!(verdict instanceof Verdict.Reported reported)) {
      return Rulings.decided(turn.progress(), verdict, Optional.of(Factor.UNIVERSAL), state);
    }
    OutcomeDetails ruling =
        new OutcomeDetails(
            reported.outcome(),
            // Whom Duo let in without asking has shown no factor.
            Optional.of(Factor.UNIVERSAL).filter(f -> reported.outcome() != Outcome.BYPASS),
            reported.report().txid(),
            reported.report().deviceId(),
            Optional.of(reported.report()),
            reported.detail());
    return reported.outcome().letsIn()
        ? new Reaction.Pass(turn.progress(), ruling)
        : Rulings.stop(turn.progress(), ruling);
  }

  private static OutcomeDetails told(Outcome outcome, String detail) {
    return new OutcomeDetails(
        outcome,
        Optional.of(Factor.UNIVERSAL),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        detail);
  }
}
