package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.Device;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.mfa.VerifiedPush;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The result of a factor that was tried (Auth API, auth and auth_status). */
public sealed interface FactorResult extends ChallengeResult {
  /** A function for each case. */
  record Cases<R>(
      Function<SmsSent, R> smsSent,
      Function<TooManyPasscodes, R> tooManyPasscodes,
      Function<OfferChanged, R> offerChanged,
      Function<Decided, R> decided) {}

  /** Applies the function of the case that this is. */
  <R> R match(Cases<R> cases);

  /** Applies the function of the case that this is. */
  default <R> R match(
      Function<SmsSent, R> smsSent,
      Function<TooManyPasscodes, R> tooManyPasscodes,
      Function<OfferChanged, R> offerChanged,
      Function<Decided, R> decided) {
    return match(new Cases<>(smsSent, tooManyPasscodes, offerChanged, decided));
  }

  /** Whether Duo has sent a text message. */
  default boolean isSmsSent() {
    return this instanceof SmsSent;
  }

  /** The outcome, if the result is one. */
  default Optional<Outcome> outcome() {
    return this instanceof Decided decided
        ? Optional.of(decided.decision().outcome())
        : Optional.empty();
  }

  /** A passcode was sent by SMS; the user has to type it. */
  record SmsSent() implements FactorResult {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.smsSent().apply(this);
    }
  }

  /** Duo was not asked, since too many passcodes of the user were wrong. */
  record TooManyPasscodes() implements FactorResult {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.tooManyPasscodes().apply(this);
    }
  }

  /**
   * Duo does not know the device, or what else was chosen, any more; nothing was started. This is
   * what it offers now.
   */
  record OfferChanged(List<Device> devices, Optional<VerifiedPush> verifiedPush)
      implements FactorResult {
    public OfferChanged {
      devices = List.copyOf(devices);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.offerChanged().apply(this);
    }
  }

  /** Duo, or the failure of the call, has decided. */
  record Decided(DuoDecision decision) implements FactorResult {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.decided().apply(this);
    }
  }
}
