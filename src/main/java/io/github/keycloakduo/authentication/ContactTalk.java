package io.github.keycloakduo.authentication;

import io.github.keycloakduo.authentication.Progress.Phase;
import io.github.keycloakduo.mfa.Device;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.VerifiedPush;
import io.github.keycloakduo.policy.FailureStage;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Has Duo contact a device, with a fresh code where a Verified Push needs one. */
record ContactTalk(Turn turn, DuoCalls talk, Clock clock) {

  CompletableFuture<Verdict> start(
      Phase.Choosing choosing, Factor factor, Optional<Device> device, Challenge challenge) {
    Optional<VerifiedPush> offered = choosing.offer().verifiedPush();
    boolean stale =
        offered.isPresent()
            && (choosing.spent() || !offered.get().expiresAt().isAfter(clock.instant()));
    return factor == Factor.PUSH && stale
        ? renewed(device, challenge)
        : send(factor, device, offered, challenge);
  }

  /** The code of a Verified Push is good for one push; a new one comes with a new preauth. */
  private CompletableFuture<Verdict> renewed(Optional<Device> device, Challenge challenge) {
    FailureStage stage =
        turn.progress().factorStarted() ? FailureStage.FACTOR : FailureStage.BEFORE_FACTOR;
    return talk.preauth(
            turn.visit().identity(),
            turn.visit().login().clientIp(),
            stage,
            challenge.state().deadline())
        .thenCompose(
            verdict ->
                verdict instanceof Verdict.Choose renewed
                    ? send(Factor.PUSH, device, renewed.verifiedPush(), challenge)
                    : CompletableFuture.completedFuture(verdict));
  }

  private CompletableFuture<Verdict> send(
      Factor factor,
      Optional<Device> device,
      Optional<VerifiedPush> verified,
      Challenge challenge) {
    Optional<String> code =
        factor == Factor.PUSH ? verified.map(VerifiedPush::code) : Optional.empty();
    return talk.factor(
        FactorRequests.onDevice(turn.visit(), factor, device, verified), code, challenge);
  }
}
