package io.github.keycloakduo.authentication;

import io.github.keycloakduo.authentication.LoginResult.Hint;
import io.github.keycloakduo.authentication.LoginResult.OtherFactorRequired;
import io.github.keycloakduo.authentication.LoginState.Phase;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.LoginRequest;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.mfa.Secret;
import io.github.keycloakduo.mfa.StableHash;
import io.github.keycloakduo.policy.TypedPasscode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The part of a login that asks for a credential which Keycloak itself keeps, once Duo is proved to
 * be out of reach. Who has none falls to the fail mode.
 */
public final class OtherFactorFlow {
  /** A check takes no longer; one that never ends must not keep the attempt. */
  private static final Duration ATTEMPT_EXPIRY = Duration.ofMinutes(1);

  private static final String TOO_MANY =
      "the code was not checked: "
          + PasscodeAttempts.LIMIT
          + " codes of the user were wrong within ten minutes";

  private final PasscodeAttempts attempts;

  /**
   * A flow over what the nodes share.
   *
   * @param attempts limits wrong codes, also in a realm without brute-force detection
   */
  public OtherFactorFlow(PasscodeAttempts attempts) {
    this.attempts = attempts;
  }

  /** Goes on with the login; empty where Duo has to be asked once more. */
  Optional<LoginResult> handle(
      LoginContext context, LoginState state, Phase.OtherFactorPending pending, UserAction action) {
    if (action.isCancel()) {
      return Optional.empty();
    }
    return context
        .credentials()
        .match(
            none -> failed(state, pending),
            deferred -> Optional.of(OtherFactorRequired.notLookedUp(state, pending)),
            available -> looked(context, state, pending, action, available.check()));
  }

  private Optional<LoginResult> looked(
      LoginContext context,
      LoginState state,
      Phase.OtherFactorPending pending,
      UserAction action,
      CredentialCheck check) {
    List<Factor> factors = check.configured(context.settings().failMode().otherFactors());
    if (factors.isEmpty()) {
      return failed(state, pending);
    }
    OtherFactorRequired page = OtherFactorRequired.of(state, pending.asked(), factors);
    return Optional.of(
        action
            .otherFactor()
            .map(submitted -> submitted(context.login(), page, pending, submitted, check))
            .orElse(page));
  }

  /**
   * The fail mode decides, but only as long as its proof is fresh: the user may have lost the
   * credential while the page was open, and Duo may be back.
   */
  private static Optional<LoginResult> failed(LoginState state, Phase.OtherFactorPending pending) {
    return pending
        .failMode()
        .map(
            outcome ->
                LoginResult.decided(
                    state,
                    pending.username(),
                    OutcomeDetails.of(outcome, pending.reason()),
                    Optional.empty()));
  }

  private LoginResult submitted(
      LoginRequest login,
      OtherFactorRequired page,
      Phase.OtherFactorPending pending,
      UserAction.SubmitOtherFactor submitted,
      CredentialCheck check) {
    Factor factor = page.named(submitted.factor());
    TypedPasscode typed = TypedPasscode.of(submitted.code().value());
    if (typed.isEmpty()) {
      return page.chosen(factor).with(Hint.NOTHING_TYPED);
    }
    String account = StableHash.of(List.of("other_factor", login.realm(), login.userId()));
    return attempts
        .tryAcquire(account, ATTEMPT_EXPIRY)
        .match(
            granted -> {
              if (check.isValid(factor, new Secret(typed.code()))) {
                attempts.reset(account);
                return passed(page, pending, factor);
              }
              attempts.recordFailure(account, granted.number());
              return page.chosen(factor).rejected(wrong(factor));
            },
            busy -> tooMany(page, factor),
            exhausted -> tooMany(page, factor));
  }

  private static LoginResult passed(
      OtherFactorRequired page, Phase.OtherFactorPending pending, Factor factor) {
    return new LoginResult.Authenticated(
        page.state(),
        page.username(),
        OutcomeDetails.of(Outcome.OTHER_FACTOR, factor, "Duo is out of reach: " + pending.reason()),
        Map.of());
  }

  private static OutcomeDetails wrong(Factor factor) {
    return OutcomeDetails.of(
        Outcome.WRONG_PASSCODE, factor, "Keycloak refused the code while Duo is out of reach");
  }

  private static LoginResult tooMany(OtherFactorRequired page, Factor factor) {
    return page.chosen(factor)
        .rejected(OutcomeDetails.notChecked(factor, TOO_MANY))
        .with(Hint.TOO_MANY_PASSCODES);
  }
}
