package io.github.keycloakduo.gateway;

import io.github.keycloakduo.authentication.Reaction;
import io.github.keycloakduo.authentication.UserAction;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.policy.FactorChoice;
import java.util.Map;
import java.util.Optional;

/**
 * What a gateway sends with a login, all at once. Blank is what it does not send.
 *
 * @param otp a passcode, or a word such as {@code push2}
 * @param factor name of a factor
 * @param device Duo's id of a device
 * @param answers by key of the question
 */
public record DirectGrantParameters(
    String otp, String factor, String device, Map<String, String> answers) {
  public DirectGrantParameters {
    answers = Map.copyOf(answers);
  }

  /** A push to whatever device Duo chooses. */
  public static DirectGrantParameters push() {
    return new DirectGrantParameters("", Factor.PUSH.id(), "", Map.of());
  }

  /**
   * What to do at this offer; empty when the gateway has to ask the person first. Who repeats a
   * call with the code he was asked for also repeats the factor that led to it, so that a code is
   * checked whatever factor is named. Without a word about either it is a push.
   */
  Optional<UserAction.Submit> at(Reaction.AskFactor ask) {
    String wanted = factor.strip();
    boolean known = wanted.isEmpty() || Factor.of(wanted).isPresent();
    if (!otp.isBlank() && known) {
      return Optional.of(new UserAction.Submit(otp, "", device));
    }
    if (wanted.equals(Factor.PASSCODE.id())) {
      return Optional.empty();
    }
    if (!wanted.isEmpty()) {
      return Optional.of(new UserAction.Submit("", wanted, device));
    }
    boolean pushes = !ask.smsSent() && ask.offer().includes(Factor.PUSH);
    return pushes
        ? Optional.of(new UserAction.Submit("", Factor.PUSH.id(), device))
        : Optional.empty();
  }

  /** Whether a person with a device will have to answer. */
  static boolean contacts(UserAction.Submit submit, Reaction.AskFactor ask) {
    return choice(submit, ask) instanceof FactorChoice.Contact;
  }

  /** Whether it is a push that he will have to answer. */
  static boolean pushes(UserAction.Submit submit, Reaction.AskFactor ask) {
    return choice(submit, ask) instanceof FactorChoice.Contact contact
        && contact.factor() == Factor.PUSH;
  }

  private static FactorChoice choice(UserAction.Submit submit, Reaction.AskFactor ask) {
    return FactorChoice.of(
        submit.passcode(), submit.factor(), submit.device(), ask.offer(), ask.smsSent());
  }

  @Override
  public String toString() {
    return "Wishes[factor=" + factor + ", answers=" + answers.keySet() + "]";
  }
}
