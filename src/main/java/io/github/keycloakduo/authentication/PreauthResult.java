package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.Device;
import io.github.keycloakduo.mfa.VerifiedPush;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The result of asking Duo whether, and how, a user may authenticate (Auth API, preauth). */
public sealed interface PreauthResult extends ChallengeResult {
  /** A function for each case. */
  record Cases<R>(Function<FactorRequired, R> factorRequired, Function<Decided, R> decided) {}

  /** Applies the function of the case that this is. */
  <R> R match(Cases<R> cases);

  /** Applies the function of the case that this is. */
  default <R> R match(Function<FactorRequired, R> factorRequired, Function<Decided, R> decided) {
    return match(new Cases<>(factorRequired, decided));
  }

  /** The user has to prove a factor. */
  record FactorRequired(List<Device> devices, Optional<VerifiedPush> verifiedPush)
      implements PreauthResult {
    public FactorRequired {
      devices = List.copyOf(devices);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.factorRequired().apply(this);
    }
  }

  /** Duo, or the failure of the call, has decided. */
  record Decided(DuoDecision decision) implements PreauthResult {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.decided().apply(this);
    }
  }
}
