package io.github.keycloakduo.authentication;

import io.github.keycloakduo.authentication.LoginState.Phase;
import io.github.keycloakduo.mfa.Deadline;
import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.mfa.PromptRequest;
import io.github.keycloakduo.mfa.Secret;
import io.github.keycloakduo.mfa.StableHash;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The exchange of the code of the Universal Prompt for a token, once for each visit over all nodes.
 */
final class PromptCodeExchange {
  /** How long an answer of the Universal Prompt is waited for. */
  static final Duration MAX_VISIT = Duration.ofMinutes(15);

  private final Challenges challenges;
  private final ChallengeStore store;
  private final Clock clock;
  private final Delay delay;

  PromptCodeExchange(Challenges challenges, ChallengeStore store, Clock clock, Delay delay) {
    this.challenges = challenges;
    this.store = store;
    this.clock = clock;
    this.delay = delay;
  }

  /**
   * What is known of an exchange.
   *
   * @param result absent while it runs
   */
  record Seen(
      Phase.CodeExchangePending phase, ChallengeState challenge, Optional<PromptResult> result) {}

  /** Asks Duo, unless the answer to this visit was brought here before. */
  Seen begin(
      LoginContext context,
      LoginContext.PromptClient client,
      Phase.PromptPending prompt,
      Secret code) {
    Instant now = clock.instant();
    Deadline deadline = Deadline.in(context.timeout(), now);
    PromptRequest request = prompt.request();
    // The same for all who bring the same answer: so a double click meets the running exchange.
    String id = StableHash.of(List.of("prompt", request.state().value()));
    Phase.CodeExchangePending phase =
        new Phase.CodeExchangePending(
            new DuoUsername(request.identity()), id, now, deadline, prompt.restarted());
    if (!store.tryLock("prompt." + id, MAX_VISIT.plusMinutes(1))) {
      return look(context, phase);
    }
    DuoCalls calls = new DuoCalls(context.duo(), context.failMode(), clock, delay);
    List<Factor> factors = context.settings().factors();
    Challenge challenge =
        challenges.begin(
            ChallengeState.begun(id, context.tab(), deadline),
            running ->
                new PromptCalls(client.api(), calls, clock)
                    .exchange(code, request, factors, deadline),
            PromptResult.Decided::new);
    context.requestTimeout().await(challenge.result());
    if (challenge.state().result().isEmpty()) {
      challenges.share(challenge);
    }
    return seen(phase, challenge.state());
  }

  /** Looks, and never asks again: a code is good once. */
  Seen look(LoginContext context, Phase.CodeExchangePending phase) {
    challenges
        .here(phase.challengeId())
        .ifPresent(here -> context.requestTimeout().await(here.result()));
    ChallengeState state =
        challenges
            .find(phase.challengeId())
            .orElseGet(
                () -> ChallengeState.begun(phase.challengeId(), context.tab(), phase.deadline()));
    boolean lost = state.result().isEmpty() && isLost(challenges, phase, clock.instant());
    return seen(phase, lost ? state.ended(unheard()) : state);
  }

  private static Seen seen(Phase.CodeExchangePending phase, ChallengeState state) {
    return new Seen(phase, state, state.result(PromptResult.class));
  }

  private static PromptResult unheard() {
    return new PromptResult.Decided(
        DuoDecision.of(Outcome.UNREACHABLE, "Duo's answer was not heard"));
  }

  /** The time is over, or nobody knows of the exchange any more. */
  static boolean isLost(Challenges challenges, Phase.CodeExchangePending phase, Instant now) {
    boolean silent =
        now.isAfter(phase.since().plus(Challenges.PUBLICATION_TIMEOUT))
            && challenges.find(phase.challengeId()).isEmpty();
    return silent || phase.deadline().isOver(now);
  }
}
