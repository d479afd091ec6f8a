package io.github.keycloakduo.gateway;

import io.github.keycloakduo.authentication.LoginResult;
import io.github.keycloakduo.authentication.UserAction;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Secret;
import io.github.keycloakduo.policy.FactorChoice;
import io.github.keycloakduo.policy.TypedPasscode;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a direct grant that are ours, sent by a gateway all at once. Blank is what it
 * does not send.
 *
 * @param otp a passcode, or a word such as {@code push2}
 * @param factor name of a factor
 * @param device Duo's id of a device
 * @param answers by key of the question
 * @param waits whether the call waits until there is an answer
 */
public record DirectGrantParameters(
    Secret otp, String factor, String device, Map<String, String> answers, boolean waits) {
  public DirectGrantParameters {
    answers = Map.copyOf(answers);
  }

  /** A push to whatever device Duo chooses. */
  public static DirectGrantParameters push() {
    return new DirectGrantParameters(new Secret(""), Factor.PUSH.id(), "", Map.of(), true);
  }

  /**
   * What to do at this offer; empty when the gateway has to ask the person first. Who repeats a
   * call with the code he was asked for also repeats the factor that led to it, so that a code is
   * checked whatever factor is named. Without a word about either it is a push.
   */
  Optional<UserAction.SubmitFactor> submission(LoginResult.FactorRequired required) {
    String wanted = factor.strip();
    boolean known = wanted.isEmpty() || Factor.of(wanted).isPresent();
    if (!TypedPasscode.of(otp.value()).isEmpty() && known) {
      return Optional.of(new UserAction.SubmitFactor(otp, "", device));
    }
    if (wanted.equals(Factor.PASSCODE.id())) {
      return Optional.empty();
    }
    if (!wanted.isEmpty()) {
      return Optional.of(new UserAction.SubmitFactor(new Secret(""), wanted, device));
    }
    boolean pushes = !required.smsSent() && required.offer().includes(Factor.PUSH);
    return pushes
        ? Optional.of(new UserAction.SubmitFactor(new Secret(""), Factor.PUSH.id(), device))
        : Optional.empty();
  }

  /**
   * The code for another factor than Duo's; empty when the gateway has to ask the person first. The
   * name of a factor of Duo's is no code.
   */
  Optional<UserAction.SubmitOtherFactor> otherFactor() {
    TypedPasscode typed = TypedPasscode.of(otp.value());
    return typed.isEmpty() || typed.isWord()
        ? Optional.empty()
        : Optional.of(new UserAction.SubmitOtherFactor(otp, factor.strip()));
  }

  /** Whether a person with a device will have to answer. */
  static boolean contactsDevice(
      UserAction.SubmitFactor submission, LoginResult.FactorRequired required) {
    return contacted(submission, required).isPresent();
  }

  /** Whether it is a push that the person will have to answer. */
  static boolean isPush(UserAction.SubmitFactor submission, LoginResult.FactorRequired required) {
    return contacted(submission, required).filter(factor -> factor == Factor.PUSH).isPresent();
  }

  private static Optional<Factor> contacted(
      UserAction.SubmitFactor submission, LoginResult.FactorRequired required) {
    return FactorChoice.of(
            submission.passcode().value(),
            submission.factor(),
            submission.device(),
            required.offer(),
            required.smsSent())
        .contacted();
  }

  @Override
  public String toString() {
    return "DirectGrantParameters[factor=" + factor + ", answers=" + answers.keySet() + "]";
  }
}
