package io.github.keycloakduo.gateway;

import io.github.keycloakduo.challenge.Move;
import io.github.keycloakduo.challenge.Reaction;
import io.github.keycloakduo.challenge.Ruling;
import io.github.keycloakduo.challenge.Terms;
import io.github.keycloakduo.login.Arrival;
import io.github.keycloakduo.login.LoginProgress;
import io.github.keycloakduo.login.NextStep;
import io.github.keycloakduo.mfa.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One call of a gateway: goes as far as what it sent allows, and waits for Duo on the way. Waiting
 * holds a worker thread, so that there are only so many seats: some for those who wait for a person
 * with a phone, as many for those who only wait for Duo itself.
 */
public final class GatewayLogin {
  /** Duo's own deadlines come first; this only catches what nobody thought of. */
  private static final Duration BEYOND_THE_DEADLINE = Duration.ofSeconds(1);

  private static final String FULL =
      "too many calls wait on this node already (gateway.max_waiting)";

  private final UnattendedLine line;
  private final WaitingRoom forPeople = new WaitingRoom();
  private final WaitingRoom forDuo = new WaitingRoom();
  private final Clock clock;

  public GatewayLogin(UnattendedLine line, Clock clock) {
    this.line = line;
    this.clock = clock;
  }

  /**
   * Answers the call. It ends within {@code duo.timeout}.
   *
   * @param stored what the call before left behind
   * @param seats how many calls may wait for a person on this node
   */
  public NextStep on(Arrival arrival, Optional<LoginProgress> stored, Wishes wishes, int seats) {
    Instant end = clock.instant().plus(arrival.settings().timeout());
    NextStep step = contacted(arrival, stored, end, seats);
    if (step instanceof NextStep.Talk talk
        && talk.reaction() instanceof Reaction.AskFactor ask
        && ask.refused().isEmpty()) {
      step = answered(arrival, talk, ask, wishes, end, seats);
    }
    return step instanceof NextStep.AskAnswers && !wishes.answers().isEmpty()
        ? line.on(arrival, Optional.of(step.progress()), new Move.Answer(wishes.answers())).join()
        : step;
  }

  private NextStep answered(
      Arrival arrival,
      NextStep.Talk talk,
      Reaction.AskFactor ask,
      Wishes wishes,
      Instant end,
      int seats) {
    if (!VerifiedPushes.areDemanded(talk.progress())) {
      return wishes
          .at(ask)
          .map(submit -> submitted(arrival, talk, ask, submit, end, seats))
          .orElse(talk);
    }
    Reaction.AskFactor withoutPush = VerifiedPushes.withoutPush(ask);
    Optional<Move.Submit> submit = wishes.at(withoutPush);
    if (submit.isEmpty()) {
      return new NextStep.Talk(talk.progress(), talk.identity(), withoutPush);
    }
    return Wishes.pushes(submit.get(), ask)
        ? refused(arrival, Outcome.NO_CAPABLE_DEVICE, VerifiedPushes.WHY_NOT)
        : submitted(arrival, talk, ask, submit.get(), end, seats);
  }

  private NextStep contacted(
      Arrival arrival, Optional<LoginProgress> stored, Instant end, int seats) {
    return answeredByDuo(
        arrival, line.on(arrival.on(left(end)), stored, new Move.Look()), end, seats);
  }

  private NextStep submitted(
      Arrival arrival,
      NextStep.Talk talk,
      Reaction.AskFactor ask,
      Move.Submit submit,
      Instant end,
      int seats) {
    if (!Wishes.contacts(submit, ask)) {
      return answeredByDuo(arrival, walk(arrival, talk, submit, end), end, seats);
    }
    // Before anything is sent: a push that nobody waits for would only disturb somebody.
    return forPeople
        .enter(seats)
        .map(seat -> seated(seat, arrival, walk(arrival, talk, submit, end), end))
        .orElseGet(() -> refused(arrival, Outcome.RATE_LIMITED, FULL));
  }

  private CompletableFuture<NextStep> walk(
      Arrival arrival, NextStep.Talk talk, Move.Submit submit, Instant end) {
    return line.on(arrival.on(left(end)), Optional.of(talk.progress()), submit);
  }

  /** As quick as Duo usually is, nobody needs a seat. */
  private NextStep answeredByDuo(
      Arrival arrival, CompletableFuture<NextStep> walk, Instant end, int seats) {
    return walk.isDone()
        ? walk.join()
        : forDuo
            .enter(seats)
            .map(seat -> seated(seat, arrival, walk, end))
            .orElseGet(() -> refused(arrival, Outcome.RATE_LIMITED, FULL));
  }

  private NextStep seated(
      WaitingRoom.Seat seat, Arrival arrival, CompletableFuture<NextStep> walk, Instant end) {
    try (seat) {
      return walk.get(
          left(end).timeout().plus(BEYOND_THE_DEADLINE).toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException silent) {
      return refused(arrival, Outcome.UNREACHABLE, "nothing was heard of the request to Duo");
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return refused(arrival, Outcome.UNREACHABLE, "the server is stopping");
    } catch (ExecutionException mistake) {
      throw new IllegalStateException(mistake.getCause());
    }
  }

  private Terms left(Instant end) {
    Duration left = Duration.between(clock.instant(), end);
    return Terms.ofCaller(left.isNegative() ? Duration.ZERO : left);
  }

  private static NextStep refused(Arrival arrival, Outcome outcome, String why) {
    return new NextStep.Refuse(
        LoginProgress.atTheDoor(arrival.login().userId(), arrival.settings().fingerprint()),
        Optional.empty(),
        Ruling.of(outcome, why),
        true);
  }
}
