package io.github.keycloakduo.gateway;

import io.github.keycloakduo.authentication.Arrival;
import io.github.keycloakduo.authentication.AsyncLoginFlow;
import io.github.keycloakduo.authentication.LoginProgress;
import io.github.keycloakduo.authentication.NextStep;
import io.github.keycloakduo.authentication.OutcomeDetails;
import io.github.keycloakduo.authentication.Reaction;
import io.github.keycloakduo.authentication.Terms;
import io.github.keycloakduo.authentication.UserAction;
import io.github.keycloakduo.mfa.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * One call of a gateway: goes as far as what it sent allows, and waits for Duo on the way. Waiting
 * holds a worker thread, so that there are only so many seats: some for those who wait for a person
 * with a phone, as many for those who only wait for Duo itself.
 */
public final class GatewayLogin {
  /**
   * Duo's own deadlines come this much earlier; the last moment only catches what is unforeseen.
   */
  private static final Duration SPARE = Duration.ofSeconds(1);

  private static final String FULL =
      "too many calls wait on this node already (gateway.max_waiting)";

  private final Line line;
  private final WaitBulkhead forPeople = new WaitBulkhead();
  private final WaitBulkhead forDuo = new WaitBulkhead();
  private final Clock clock;

  /** The way that a login goes; see {@link AsyncLoginFlow}. */
  @FunctionalInterface
  public interface Line {
    CompletableFuture<NextStep> on(
        Arrival arrival, Optional<LoginProgress> stored, UserAction move);
  }

  public GatewayLogin(Line line, Clock clock) {
    this.line = line;
    this.clock = clock;
  }

  /**
   * Answers the call. The wait for Duo and for a person ends within {@code duo.timeout}; what the
   * directory takes before that is bounded by the directory's own limits.
   *
   * @param stored what the call before left behind
   * @param seats how many calls may wait for a person on this node
   */
  public NextStep on(
      Arrival arrival, Optional<LoginProgress> stored, DirectGrantParameters wishes, int seats) {
    Duration timeout = arrival.settings().timeout();
    Instant end = clock.instant().plus(timeout).minus(spare(timeout));
    NextStep step = contacted(arrival, stored, end, seats);
    if (step instanceof NextStep.Talk talk
        && talk.reaction() instanceof Reaction.AskFactor ask
        && ask.refused().isEmpty()) {
      step = answered(arrival, talk, ask, wishes, end, seats);
    }
    return step instanceof NextStep.AskAnswers && !wishes.answers().isEmpty()
        ? line.on(arrival, Optional.of(step.progress()), new UserAction.Answer(wishes.answers()))
            .join()
        : step;
  }

  private NextStep answered(
      Arrival arrival,
      NextStep.Talk talk,
      Reaction.AskFactor ask,
      DirectGrantParameters wishes,
      Instant end,
      int seats) {
    if (!VerifiedPushes.areDemanded(talk.progress())) {
      return wishes
          .at(ask)
          .map(submit -> submitted(arrival, talk, ask, submit, end, seats))
          .orElse(talk);
    }
    Reaction.AskFactor withoutPush = VerifiedPushes.withoutPush(ask);
    Optional<UserAction.Submit> submit = wishes.at(withoutPush);
    boolean nothingElse = withoutPush.offer().isEmpty() && !ask.smsSent();
    if (submit.isEmpty() && !nothingElse) {
      return new NextStep.Talk(talk.progress(), talk.identity(), withoutPush);
    }
    return submit.isEmpty() || DirectGrantParameters.pushes(submit.get(), ask)
        ? refused(arrival, Outcome.NO_CAPABLE_DEVICE, VerifiedPushes.WHY_NOT)
        : submitted(arrival, talk, ask, submit.get(), end, seats);
  }

  private NextStep contacted(
      Arrival arrival, Optional<LoginProgress> stored, Instant end, int seats) {
    CompletableFuture<NextStep> look =
        line.on(arrival.on(left(end)), stored, new UserAction.Look());
    // Who needs nothing of Duo needs no seat.
    return look.isDone() ? look.join() : seated(forDuo, seats, arrival, end, () -> look);
  }

  private NextStep submitted(
      Arrival arrival,
      NextStep.Talk talk,
      Reaction.AskFactor ask,
      UserAction.Submit submit,
      Instant end,
      int seats) {
    return seated(
        DirectGrantParameters.contacts(submit, ask) ? forPeople : forDuo,
        seats,
        arrival,
        end,
        () -> line.on(arrival.on(left(end)), Optional.of(talk.progress()), submit));
  }

  /**
   * Walks on with a seat, or not at all: a push that nobody waits for would disturb somebody, and a
   * passcode whose answer nobody hears would be spent.
   */
  private NextStep seated(
      WaitBulkhead room,
      int seats,
      Arrival arrival,
      Instant end,
      Supplier<CompletableFuture<NextStep>> walk) {
    return room.tryAcquire(seats)
        .map(permit -> waited(permit, arrival, end, walk))
        .orElseGet(() -> refused(arrival, Outcome.RATE_LIMITED, FULL));
  }

  private NextStep waited(
      WaitBulkhead.Permit permit,
      Arrival arrival,
      Instant end,
      Supplier<CompletableFuture<NextStep>> walk) {
    try (permit) {
      Duration most = left(end).timeout().plus(spare(arrival.settings().timeout()));
      return walk.get().get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException silent) {
      return refused(arrival, Outcome.UNREACHABLE, "nothing was heard of the request to Duo");
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return refused(arrival, Outcome.UNREACHABLE, "the server is stopping");
    } catch (ExecutionException mistake) {
      throw new IllegalStateException(mistake.getCause());
    }
  }

  private static Duration spare(Duration timeout) {
    Duration tenth = timeout.dividedBy(10);
    return tenth.compareTo(SPARE) < 0 ? tenth : SPARE;
  }

  private Terms left(Instant end) {
    Duration left = Duration.between(clock.instant(), end);
    return Terms.ofCaller(left.isNegative() ? Duration.ZERO : left);
  }

  private static NextStep refused(Arrival arrival, Outcome outcome, String why) {
    return new NextStep.Refuse(
        LoginProgress.atTheDoor(arrival.login().userId(), arrival.settings().fingerprint()),
        Optional.empty(),
        OutcomeDetails.of(outcome, why),
        true);
  }
}
