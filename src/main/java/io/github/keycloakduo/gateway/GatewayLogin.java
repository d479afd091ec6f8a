package io.github.keycloakduo.gateway;

import io.github.keycloakduo.authentication.LoginContext;
import io.github.keycloakduo.authentication.LoginResult;
import io.github.keycloakduo.authentication.LoginState;
import io.github.keycloakduo.authentication.OutcomeDetails;
import io.github.keycloakduo.authentication.UserAction;
import io.github.keycloakduo.mfa.Deadline;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.mfa.VerifiedPush;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * A direct grant login: one call of a gateway that goes as far as what it sent allows, and waits
 * for Duo on the way. Waiting holds a worker thread, so that two bulkheads bound it: one for calls
 * that wait for a person with a phone, one for those that only wait for Duo itself.
 */
public final class GatewayLogin {
  /**
   * Duo's own deadlines come this much earlier; the last moment only catches what is unforeseen.
   */
  private static final Duration SAFETY_MARGIN = Duration.ofSeconds(1);

  private static final String FULL =
      "too many calls wait on this node already (gateway.max_waiting)";

  private final Flow flow;
  private final WaitBulkhead forPeople = new WaitBulkhead();
  private final WaitBulkhead forDuo = new WaitBulkhead();
  private final Clock clock;

  /** The way of a login; see {@link io.github.keycloakduo.authentication.AsyncLoginFlow}. */
  @FunctionalInterface
  public interface Flow {
    CompletableFuture<LoginResult> handle(
        LoginContext context, Optional<LoginState> stored, UserAction action);
  }

  public GatewayLogin(Flow flow, Clock clock) {
    this.flow = flow;
    this.clock = clock;
  }

  /** The limits of one call. */
  private record Limits(Deadline deadline, int maxConcurrent) {}

  /**
   * Handles the call. The wait for Duo and for a person ends within the context's timeout; what the
   * directory takes before that is bounded by the directory's own limits.
   *
   * @param stored what the call before left behind
   * @param maxConcurrent how many calls may wait for a person on this node
   */
  public LoginResult handle(
      LoginContext context,
      Optional<LoginState> stored,
      DirectGrantParameters parameters,
      int maxConcurrent) {
    Duration timeout = context.timeout();
    Duration usable = timeout.minus(margin(timeout));
    Limits limits = new Limits(Deadline.in(usable, clock.instant()), maxConcurrent);
    LoginResult begun = begin(context, stored, limits);
    LoginResult result =
        begun
            .factorRequired()
            .filter(required -> required.rejected().isEmpty())
            .map(required -> answer(context, required, parameters, limits))
            .orElse(begun);
    return result.awaitsAnswers() && !parameters.answers().isEmpty()
        ? flow.handle(
                context,
                Optional.of(result.state()),
                new UserAction.AnswerQuestions(parameters.answers()))
            .join()
        : result;
  }

  private LoginResult answer(
      LoginContext context,
      LoginResult.FactorRequired required,
      DirectGrantParameters parameters,
      Limits limits) {
    if (!required.state().demandsVerifiedPush()) {
      return parameters
          .submission(required)
          .map(submission -> submit(context, required, submission, limits))
          .orElse(required);
    }
    LoginResult.FactorRequired withoutPush = required.with(required.offer().withoutPush());
    Optional<UserAction.SubmitFactor> submission = parameters.submission(withoutPush);
    boolean nothingElse = withoutPush.offer().isEmpty();
    if (submission.isEmpty() && !nothingElse) {
      return withoutPush;
    }
    return submission.isEmpty() || DirectGrantParameters.isPush(submission.get(), required)
        ? refused(context, Outcome.NO_CAPABLE_DEVICE, VerifiedPush.NEEDS_A_PAGE)
        : submit(context, required, submission.get(), limits);
  }

  private LoginResult begin(LoginContext context, Optional<LoginState> stored, Limits limits) {
    CompletableFuture<LoginResult> begun =
        flow.handle(left(context, limits), stored, new UserAction.Refresh());
    // Who needs nothing of Duo needs no permit.
    return begun.isDone() ? begun.join() : permitted(forDuo, context, limits, () -> begun);
  }

  private LoginResult submit(
      LoginContext context,
      LoginResult.FactorRequired required,
      UserAction.SubmitFactor submission,
      Limits limits) {
    return permitted(
        DirectGrantParameters.contactsDevice(submission, required) ? forPeople : forDuo,
        context,
        limits,
        () -> flow.handle(left(context, limits), Optional.of(required.state()), submission));
  }

  /**
   * Goes on with a permit, or not at all: a push that nobody waits for would disturb somebody, and
   * a passcode whose answer nobody hears would be spent.
   */
  private LoginResult permitted(
      WaitBulkhead bulkhead,
      LoginContext context,
      Limits limits,
      Supplier<CompletableFuture<LoginResult>> way) {
    return bulkhead
        .tryAcquire(limits.maxConcurrent())
        .map(permit -> await(permit, context, limits, way))
        .orElseGet(() -> refused(context, Outcome.RATE_LIMITED, FULL));
  }

  private LoginResult await(
      WaitBulkhead.Permit permit,
      LoginContext context,
      Limits limits,
      Supplier<CompletableFuture<LoginResult>> way) {
    try (permit) {
      Duration most = limits.deadline().left(clock.instant()).plus(margin(context.timeout()));
      return way.get().get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException silent) {
      return refused(context, Outcome.UNREACHABLE, "nothing was heard of the request to Duo");
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return refused(context, Outcome.UNREACHABLE, "the server is stopping");
    } catch (ExecutionException error) {
      throw new IllegalStateException(error.getCause());
    }
  }

  private static Duration margin(Duration timeout) {
    Duration tenth = timeout.dividedBy(10);
    return tenth.compareTo(SAFETY_MARGIN) < 0 ? tenth : SAFETY_MARGIN;
  }

  private LoginContext left(LoginContext context, Limits limits) {
    return context.withTimeout(limits.deadline().left(clock.instant()));
  }

  private static LoginResult refused(LoginContext context, Outcome outcome, String why) {
    return LoginResult.Rejected.byPolicy(
        LoginState.notStarted(context.login().userId(), context.settings().fingerprint()),
        Optional.empty(),
        OutcomeDetails.of(outcome, why));
  }
}
