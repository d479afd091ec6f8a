package io.github.keycloakduo.gateway;

import io.github.keycloakduo.authentication.LoginContext;
import io.github.keycloakduo.authentication.LoginResult;
import io.github.keycloakduo.authentication.LoginState;
import io.github.keycloakduo.authentication.OutcomeDetails;
import io.github.keycloakduo.authentication.RequestTimeout;
import io.github.keycloakduo.authentication.UserAction;
import io.github.keycloakduo.mfa.Deadline;
import io.github.keycloakduo.mfa.DuoUsername;
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
 * A direct grant login: one call of a gateway that goes as far as what it sent allows. It waits for
 * Duo on the way, unless the gateway asks not to: then it comes back with the state of the login.
 * Waiting holds a worker thread, so that two bulkheads bound it: one for calls that wait for a
 * person with a phone, one for those that only wait for Duo itself.
 *
 * <p>Extra questions are answered before a factor is used: what a factor has proved is never kept
 * for a later call.
 */
public final class GatewayLogin {
  /**
   * Duo's own deadlines come this much earlier; the last moment only catches what is unforeseen.
   */
  private static final Duration SAFETY_MARGIN = Duration.ofSeconds(1);

  private static final String FULL =
      "too many calls wait on this node already (gateway.max_waiting)";

  private static final UserAction REFRESH = new UserAction.Refresh();

  private final Flow waiting;
  private final Flow immediate;
  private final WaitBulkhead forPeople = new WaitBulkhead();
  private final WaitBulkhead forDuo = new WaitBulkhead();
  private final Clock clock;

  /** The way of a login. */
  @FunctionalInterface
  public interface Flow {
    CompletableFuture<LoginResult> handle(
        LoginContext context, Optional<LoginState> stored, UserAction action);
  }

  /**
   * A login over the usual flow.
   *
   * @param waiting completes when there is nothing left to wait for
   * @param immediate is complete when it returns, with {@link LoginResult.Pending} where the other
   *     one would wait
   */
  public GatewayLogin(Flow waiting, Flow immediate, Clock clock) {
    this.waiting = waiting;
    this.immediate = immediate;
    this.clock = clock;
  }

  /**
   * The limits of one call.
   *
   * @param requestTimeout how long a call that does not wait for a person may wait for Duo
   */
  private record Limits(Deadline deadline, int maxConcurrent, RequestTimeout requestTimeout) {}

  /** One call of a gateway. */
  private record Call(LoginContext context, DirectGrantParameters parameters, Limits limits) {
    /** The questions, unless the call answers all of them. */
    Optional<LoginResult> unanswered(LoginState state, Optional<DuoUsername> username) {
      return LoginResult.QuestionsRequired.unanswered(
          state, username, context.settings().questions(), parameters.answers());
    }
  }

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
    Duration usable =
        parameters.waits() ? timeout.minus(margin(timeout)) : context.settings().timeout();
    Call call =
        new Call(
            context,
            parameters,
            new Limits(
                Deadline.in(usable, clock.instant()), maxConcurrent, RequestTimeout.ofProgram()));
    // Whoever proves a factor here gets its tokens here, so that all else has to be there before.
    Optional<LoginResult> unanswered =
        stored
            .filter(LoginState::awaitsFactor)
            .flatMap(state -> call.unanswered(state, Optional.empty()));
    return unanswered.orElseGet(() -> handle(call, stored));
  }

  private LoginResult handle(Call call, Optional<LoginState> stored) {
    LoginResult begun = begin(call, stored);
    LoginResult answered =
        begun
            .factorRequired()
            .filter(required -> required.rejected().isEmpty() && required.hint().isEmpty())
            .map(required -> answer(call, required))
            .orElse(begun);
    LoginResult result =
        answered
            .otherFactorRequired()
            .map(required -> otherFactor(call, required))
            .orElse(answered);
    return result.state().awaitsAnswers() && !call.parameters().answers().isEmpty()
        ? immediate
            .handle(
                call.context(),
                Optional.of(result.state()),
                new UserAction.AnswerQuestions(call.parameters().answers()))
            .join()
        : result;
  }

  private LoginResult answer(Call call, LoginResult.FactorRequired required) {
    DirectGrantParameters parameters = call.parameters();
    if (!required.state().demandsVerifiedPush()) {
      return parameters
          .submission(required)
          .map(submission -> submit(call, required, submission))
          .orElse(required);
    }
    LoginResult.FactorRequired withoutPush = required.with(required.offer().withoutPush());
    Optional<UserAction.SubmitFactor> submission = parameters.submission(withoutPush);
    boolean nothingElse = withoutPush.offer().isEmpty();
    if (submission.isEmpty() && !nothingElse) {
      return withoutPush;
    }
    return submission.isEmpty() || DirectGrantParameters.isPush(submission.get(), required)
        ? refused(call.context(), Outcome.NO_CAPABLE_DEVICE, VerifiedPush.NEEDS_A_PAGE)
        : submit(call, required, submission.get());
  }

  /** Asks Keycloak, in the thread of the request: nothing is waited for. */
  private LoginResult otherFactor(Call call, LoginResult.OtherFactorRequired required) {
    LoginResult looked =
        required.isLookedUp() ? required : withKeycloak(call, required.state(), REFRESH);
    return looked
        .otherFactorRequired()
        .flatMap(page -> call.parameters().otherFactor().map(code -> submit(call, page, code)))
        .orElse(looked);
  }

  private LoginResult submit(
      Call call, LoginResult.OtherFactorRequired page, UserAction.SubmitOtherFactor code) {
    return call.unanswered(page.state(), page.username())
        .orElseGet(() -> withKeycloak(call, page.state(), code));
  }

  private LoginResult withKeycloak(Call call, LoginState state, UserAction action) {
    return immediate.handle(left(call), Optional.of(state), action).join();
  }

  private LoginResult begin(Call call, Optional<LoginState> stored) {
    if (!call.parameters().waits()) {
      return beginAtOnce(call, stored);
    }
    if (stored.filter(LoginState::awaitsFactor).isPresent()) {
      return comeBack(call, stored);
    }
    CompletableFuture<LoginResult> begun = waiting.handle(left(call), stored, REFRESH);
    // A call that needs nothing of Duo needs no permit.
    return begun.isDone() ? begun.join() : permitted(forDuo, call, () -> begun);
  }

  /**
   * Looks, and waits a moment for Duo if the login has just begun and a permit is left: a call that
   * comes back waits for nothing, since many may do so while Duo is slow.
   */
  private LoginResult beginAtOnce(Call call, Optional<LoginState> stored) {
    LoginContext context = left(call);
    LoginResult now =
        immediate.handle(context.withRequestTimeout(RequestTimeout.none()), stored, REFRESH).join();
    boolean mayWait = stored.isEmpty() && now.pending().isPresent();
    return mayWait
        ? forDuo
            .tryAcquire(call.limits().maxConcurrent())
            .map(
                permit -> {
                  try (permit) {
                    return immediate.handle(context, Optional.of(now.state()), REFRESH).join();
                  }
                })
            .orElse(now)
        : now;
  }

  /**
   * Waits on for a person; without a permit nobody takes the answer in the place of a later call.
   */
  private LoginResult comeBack(Call call, Optional<LoginState> stored) {
    LoginResult now = immediate.handle(left(call), stored, REFRESH).join();
    return now.pending().isPresent()
        ? permitted(
            forPeople, call, () -> waiting.handle(left(call), Optional.of(now.state()), REFRESH))
        : now;
  }

  private LoginResult submit(
      Call call, LoginResult.FactorRequired required, UserAction.SubmitFactor submission) {
    return call.unanswered(required.state(), required.username())
        .orElseGet(() -> send(call, required, submission));
  }

  private LoginResult send(
      Call call, LoginResult.FactorRequired required, UserAction.SubmitFactor submission) {
    Supplier<CompletableFuture<LoginResult>> way =
        () -> flow(call).handle(left(call), Optional.of(required.state()), submission);
    boolean waitsForPerson =
        call.parameters().waits() && DirectGrantParameters.contactsDevice(submission, required);
    return permitted(waitsForPerson ? forPeople : forDuo, call, way);
  }

  private Flow flow(Call call) {
    return call.parameters().waits() ? waiting : immediate;
  }

  /**
   * Goes on with a permit, or not at all: a push that nobody waits for would disturb somebody, and
   * a passcode whose answer nobody hears would be spent.
   */
  private LoginResult permitted(
      WaitBulkhead bulkhead, Call call, Supplier<CompletableFuture<LoginResult>> way) {
    return bulkhead
        .tryAcquire(call.limits().maxConcurrent())
        .map(permit -> await(permit, call, way))
        .orElseGet(() -> refused(call.context(), Outcome.RATE_LIMITED, FULL));
  }

  private LoginResult await(
      WaitBulkhead.Permit permit, Call call, Supplier<CompletableFuture<LoginResult>> way) {
    try (permit) {
      Duration most =
          call.limits().deadline().left(clock.instant()).plus(margin(call.context().timeout()));
      return way.get().get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException silent) {
      return refused(
          call.context(), Outcome.UNREACHABLE, "nothing was heard of the request to Duo");
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return refused(call.context(), Outcome.UNREACHABLE, "the server is stopping");
    } catch (ExecutionException error) {
      throw new IllegalStateException(error.getCause());
    }
  }

  private static Duration margin(Duration timeout) {
    Duration tenth = timeout.dividedBy(10);
    return tenth.compareTo(SAFETY_MARGIN) < 0 ? tenth : SAFETY_MARGIN;
  }

  private LoginContext left(Call call) {
    LoginContext context =
        call.parameters().waits()
            ? call.context()
            : call.context().withRequestTimeout(call.limits().requestTimeout());
    return context.withTimeout(call.limits().deadline().left(clock.instant()));
  }

  private static LoginResult refused(LoginContext context, Outcome outcome, String why) {
    return LoginResult.Rejected.byPolicy(
        LoginState.notStarted(context.login().userId(), context.settings().fingerprint()),
        Optional.empty(),
        OutcomeDetails.of(outcome, why));
  }
}
