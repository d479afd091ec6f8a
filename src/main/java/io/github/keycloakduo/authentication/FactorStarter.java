package io.github.keycloakduo.authentication;

import io.github.keycloakduo.authentication.LoginState.Phase;
import io.github.keycloakduo.mfa.Deadline;
import io.github.keycloakduo.mfa.Device;
import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Secret;
import io.github.keycloakduo.mfa.VerifiedPush;
import io.github.keycloakduo.policy.FailureStage;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The start of factors: at most one at a time for a browser and user, and at most one push or call
 * at a time for a Duo user name, over all nodes.
 */
final class FactorStarter {
  private final Challenges challenges;
  private final ChallengeLock lock;
  private final ResultReports reports;
  private final PushRateLimit pushes;
  private final PasscodeAttemptLimiter passcodes;
  private final Clock clock;
  private final Delay delay;

  FactorStarter(
      Challenges challenges,
      ChallengeLock lock,
      ResultReports reports,
      PushRateLimit pushes,
      PasscodeAttempts passcodes,
      Clock clock,
      Delay delay) {
    this.challenges = challenges;
    this.lock = lock;
    this.reports = reports;
    this.pushes = pushes;
    this.passcodes = new PasscodeAttemptLimiter(passcodes, challenges.executor(), clock, delay);
    this.clock = clock;
    this.delay = delay;
  }

  /** The result of an attempt to start a factor. */
  sealed interface StartResult {
    /** A function for each case. */
    record Cases<R>(
        Function<Running, R> running,
        Function<PushPending, R> pushPending,
        Function<LimitReached, R> limitReached,
        Function<Unknown, R> unknown) {}

    /** Applies the function of the case that this is. */
    <R> R match(Cases<R> cases);

    /** Applies the function of the case that this is. */
    default <R> R match(
        Function<Running, R> running,
        Function<PushPending, R> pushPending,
        Function<LimitReached, R> limitReached,
        Function<Unknown, R> unknown) {
      return match(new Cases<>(running, pushPending, limitReached, unknown));
    }

    /** It runs, here or in another tab or on another node. */
    record Running(Phase.FactorPending pending, ChallengeState challenge) implements StartResult {
      @Override
      public <R> R match(Cases<R> cases) {
        return cases.running().apply(this);
      }
    }

    /** A push or call of another login to the same Duo user waits for its answer. */
    record PushPending() implements StartResult {
      @Override
      public <R> R match(Cases<R> cases) {
        return cases.pushPending().apply(this);
      }
    }

    /** The limit for pushes, calls and SMS is reached. */
    record LimitReached() implements StartResult {
      @Override
      public <R> R match(Cases<R> cases) {
        return cases.limitReached().apply(this);
      }
    }

    /** Another request has begun a factor, and nothing more is known of it. */
    record Unknown() implements StartResult {
      @Override
      public <R> R match(Cases<R> cases) {
        return cases.unknown().apply(this);
      }
    }
  }

  /** Sends a passcode to Duo. */
  StartResult passcode(LoginContext context, Phase.FactorSelection selection, Secret code) {
    String account = context.settings().accountKey(selection.username());
    FactorRequests requests = requests(context, selection);
    DuoCalls calls = calls(context);
    return locked(
        context,
        selection,
        Factor.PASSCODE,
        Optional.empty(),
        challenge ->
            passcodes.limit(
                account,
                challenge,
                () -> calls.factor(requests.passcode(code), Optional.empty(), challenge)));
  }

  /**
   * Has Duo contact a device.
   *
   * @param chosen by the user; else it is the one Duo itself would take, so that the page can name
   *     it
   */
  StartResult contact(
      LoginContext context,
      LoginState state,
      Phase.FactorSelection selection,
      Factor factor,
      Optional<Device> chosen) {
    Optional<Device> device =
        chosen.or(() -> selection.offer(context.settings().factors()).firstCapableOf(factor));
    FactorRequests requests = requests(context, selection);
    DuoCalls calls = calls(context);
    boolean expired = factor == Factor.PUSH && isVerificationExpired(selection);
    FailureStage stage = state.failureStage();
    return locked(
        context,
        selection,
        factor,
        device,
        challenge ->
            expired
                ? renewedPush(calls, requests, stage, device, challenge)
                : send(calls, requests, factor, device, selection.verifiedPush(), challenge));
  }

  /** The code of a Verified Push is good for one push, and for a while. */
  private boolean isVerificationExpired(Phase.FactorSelection selection) {
    return selection
        .verifiedPush()
        .filter(push -> selection.verifiedPushSpent() || !push.expiresAt().isAfter(clock.instant()))
        .isPresent();
  }

  /** A new code comes with a new preauth. */
  private static CompletableFuture<FactorResult> renewedPush(
      DuoCalls calls,
      FactorRequests requests,
      FailureStage stage,
      Optional<Device> device,
      Challenge challenge) {
    return calls
        .preauth(
            requests.username(), requests.login().clientIp(), stage, challenge.state().deadline())
        .thenCompose(
            result ->
                result.match(
                    offered ->
                        send(
                            calls,
                            requests,
                            Factor.PUSH,
                            device,
                            offered.verifiedPush(),
                            challenge),
                    decided ->
                        CompletableFuture.completedFuture(
                            new FactorResult.Decided(decided.decision()))));
  }

  private static CompletableFuture<FactorResult> send(
      DuoCalls calls,
      FactorRequests requests,
      Factor factor,
      Optional<Device> device,
      Optional<VerifiedPush> verified,
      Challenge challenge) {
    Optional<String> code =
        factor == Factor.PUSH ? verified.map(VerifiedPush::code) : Optional.empty();
    return calls.factor(requests.onDevice(factor, device, verified), code, challenge);
  }

  private StartResult locked(
      LoginContext context,
      Phase.FactorSelection selection,
      Factor factor,
      Optional<Device> device,
      Function<Challenge, CompletableFuture<FactorResult>> call) {
    DuoUsername username = selection.username();
    // Named with the lock: whoever does not get the lock must find who has it.
    String id = UUID.randomUUID().toString();
    if (lock.tryLock(context, username, id)) {
      return begun(context, selection, factor, device, call, id);
    }
    Optional<ChallengeState> other = lock.holder(context, username).flatMap(challenges::find);
    if (other.isEmpty()) {
      return new StartResult.Unknown();
    }
    if (!other.get().isOver(clock.instant())) {
      return joined(context, selection, factor, other.get());
    }
    lock.release(context, username, other.get().id());
    return lock.tryLock(context, username, id)
        ? begun(context, selection, factor, device, call, id)
        : new StartResult.Unknown();
  }

  private StartResult joined(
      LoginContext context, Phase.FactorSelection selection, Factor asked, ChallengeState running) {
    Phase.FactorPending pending =
        new Phase.FactorPending(
            running.id(),
            running.tab().equals(context.tab()),
            clock.instant(),
            running.deadline(),
            running.factor().orElse(asked),
            Optional.empty(),
            selection);
    return new StartResult.Running(pending, running);
  }

  /** Starts a factor under the lock of the browser, which nobody holds if that fails. */
  private StartResult begun(
      LoginContext context,
      Phase.FactorSelection selection,
      Factor factor,
      Optional<Device> device,
      Function<Challenge, CompletableFuture<FactorResult>> call,
      String id) {
    try {
      return underLock(context, selection, factor, device, call, id);
    } catch (RuntimeException | LinkageError failed) {
      if (challenges.here(id).isEmpty()) {
        unlockAfter(failed, context, selection.username(), id);
      }
      throw failed;
    }
  }

  private void unlockAfter(
      Throwable failed, LoginContext context, DuoUsername username, String id) {
    try {
      lock.releasePrompt(context.promptLockKey(username), id);
      lock.unlock(context, username);
    } catch (RuntimeException | LinkageError again) {
      failed.addSuppressed(again);
    }
  }

  private StartResult underLock(
      LoginContext context,
      Phase.FactorSelection selection,
      Factor factor,
      Optional<Device> device,
      Function<Challenge, CompletableFuture<FactorResult>> call,
      String id) {
    boolean prompts = factor == Factor.PUSH || factor == Factor.PHONE;
    if (prompts && !lock.tryLockPrompt(context, selection.username(), challenges::hasEnded)) {
      lock.unlock(context, selection.username());
      return new StartResult.PushPending();
    }
    if (prompts) {
      lock.holdPromptFor(context, selection.username(), id);
    }
    int limit = context.settings().pushLimit();
    String account = context.settings().accountKey(selection.username());
    if (factor.contactsDevice() && !pushes.tryAcquire(account, limit)) {
      lock.unlock(context, selection.username());
      if (prompts) {
        lock.unlockPrompt(context, selection.username());
      }
      return new StartResult.LimitReached();
    }
    Instant now = clock.instant();
    Deadline deadline = Deadline.in(context.timeout(), now);
    DuoUsername username = selection.username();
    FactorListener listener = context.factorListener();
    Challenge challenge =
        challenges.begin(
            ChallengeState.begun(id, context.tab(), Optional.of(factor), device, deadline),
            running -> reports.follow(running, username, listener, call.apply(running)),
            FactorResult.Decided::new);
    if (prompts) {
      releasedAtTheEnd(context.promptLockKey(username), challenge);
    }
    if (factor.contactsDevice()) {
      challenge.news().thenRun(() -> tellContact(challenge, factor, listener));
      challenges.share(challenge);
    }
    if (prompts) {
      context.requestTimeout().await(challenge.news());
    } else {
      context.requestTimeout().await(challenge.result());
    }
    if (!factor.contactsDevice() && challenge.state().result().isEmpty()) {
      challenges.share(challenge);
    }
    return new StartResult.Running(
        new Phase.FactorPending(id, true, now, deadline, factor, device, selection),
        challenge.state());
  }

  /**
   * An expired code of a Verified Push, or a refusal, may have kept Duo from contacting anybody.
   */
  private static void tellContact(Challenge challenge, Factor factor, FactorListener listener) {
    ChallengeState state = challenge.state();
    boolean smsSent = state.result(FactorResult.class).filter(FactorResult::isSmsSent).isPresent();
    if (state.txid().isPresent() || smsSent) {
      listener.onContact(factor);
    }
  }

  /** Whether or not its browser or gateway comes back, a push that is over keeps no other away. */
  private void releasedAtTheEnd(String promptLockKey, Challenge challenge) {
    String id = challenge.state().id();
    challenge
        .result()
        .thenRunAsync(() -> lock.releasePrompt(promptLockKey, id), challenges.executor());
  }

  /** Goes on waiting for a factor whose node has gone. Starts nothing. */
  ChallengeState adopt(LoginContext context, DuoUsername username, ChallengeState orphan) {
    FactorListener listener = context.factorListener();
    DuoCalls calls = calls(context);
    Challenge challenge =
        challenges.adopt(
            orphan,
            running -> reports.follow(running, username, listener, calls.follow(running)),
            FactorResult.Decided::new);
    releasedAtTheEnd(context.promptLockKey(username), challenge);
    context.requestTimeout().await(challenge.result());
    return challenge.state();
  }

  private DuoCalls calls(LoginContext context) {
    return new DuoCalls(context.duo(), context.failMode(), clock, delay);
  }

  private static FactorRequests requests(LoginContext context, Phase.FactorSelection selection) {
    return new FactorRequests(context.login(), selection.username(), context.settings().pushInfo());
  }
}
