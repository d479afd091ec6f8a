package io.github.keycloakduo.keycloak.admin;

import io.github.keycloakduo.mfa.Device;
import io.github.keycloakduo.mfa.Outcome;
import java.util.List;
import java.util.function.Function;

/** The result of asking Duo about a user in a simulated login. */
sealed interface DuoDryRunResult {
  /** A function for each case. */
  record Cases<R>(
      Function<Decided, R> decided,
      Function<FactorRequired, R> factorRequired,
      Function<PromptAvailable, R> promptAvailable) {}

  /** Applies the function of the case that this is. */
  <R> R match(Cases<R> cases);

  /** Applies the function of the case that this is. */
  default <R> R match(
      Function<Decided, R> decided,
      Function<FactorRequired, R> factorRequired,
      Function<PromptAvailable, R> promptAvailable) {
    return match(new Cases<>(decided, factorRequired, promptAvailable));
  }

  /**
   * The login would end here.
   *
   * @param detail for the administrator; may be blank
   * @param asksOtherFactor whether the user would be asked for another factor first, if he has one
   */
  record Decided(Outcome outcome, String detail, boolean asksOtherFactor)
      implements DuoDryRunResult {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.decided().apply(this);
    }
  }

  /** The user would have to prove a factor with one of these devices. */
  record FactorRequired(List<Device> devices) implements DuoDryRunResult {
    public FactorRequired {
      devices = List.copyOf(devices);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.factorRequired().apply(this);
    }
  }

  /** The user would be sent to the Universal Prompt. */
  record PromptAvailable() implements DuoDryRunResult {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.promptAvailable().apply(this);
    }
  }
}
