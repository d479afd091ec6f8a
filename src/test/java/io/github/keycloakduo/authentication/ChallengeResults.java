package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.ClientIp;
import io.github.keycloakduo.mfa.Device;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.mfa.PromptReport;
import io.github.keycloakduo.mfa.VerifiedPush;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Results of challenges: each kind, with and without what may be absent. */
public final class ChallengeResults {
  public static final Optional<URI> PORTAL = Optional.of(URI.create("https://duo.test/enroll?c=1"));
  public static final Device PHONE =
      new Device("DP1", "iOS (XXX-XXX-1234) \"</script>山", Set.of(Factor.PUSH, Factor.SMS));
  public static final List<Device> DEVICES = List.of(PHONE, new Device("DH1", "", Set.of()));
  public static final Optional<VerifiedPush> VERIFIED =
      Optional.of(
          new VerifiedPush("VTX", "012345", Instant.parse("2026-03-01T12:00:00.123456789Z")));
  public static final PromptReport REPORT =
      new PromptReport(
          Optional.of("duo_push"),
          Optional.of("user_approved"),
          Optional.of("TX1"),
          Optional.of("DP1"),
          ClientIp.parse("192.0.2.1"),
          List.of("duo"));

  private ChallengeResults() {}

  public static List<ChallengeResult> all() {
    List<ChallengeResult> results = new ArrayList<>();
    results.add(new PreauthResult.FactorRequired(DEVICES, VERIFIED));
    results.add(new PreauthResult.FactorRequired(List.of(), Optional.empty()));
    results.add(new EnrolmentResult.Activated());
    results.add(new PromptHealthResult.Available());
    results.add(new FactorResult.SmsSent());
    results.add(new FactorResult.TooManyPasscodes());
    results.add(new FactorResult.OfferChanged(DEVICES, VERIFIED));
    results.add(new FactorResult.OfferChanged(List.of(), Optional.empty()));
    results.add(new PromptResult.UnknownCode());
    results.add(new PromptResult.Reported(Outcome.APPROVED, "duo_push", Optional.empty(), REPORT));
    results.add(
        new PromptResult.Reported(Outcome.DENIED, "", Optional.of("no"), PromptReport.NONE));
    for (Outcome outcome : Outcome.values()) {
      results.addAll(decided(new DuoDecision(outcome, "because", PORTAL, Optional.of("words"))));
    }
    results.addAll(
        decided(new DuoDecision(Outcome.DENIED, "", Optional.empty(), Optional.empty())));
    return results;
  }

  private static List<ChallengeResult> decided(DuoDecision decision) {
    return List.of(
        new PreauthResult.Decided(decision),
        new EnrolmentResult.Decided(decision),
        new PromptHealthResult.Decided(decision),
        new FactorResult.Decided(decision),
        new PromptResult.Decided(decision));
  }
}
