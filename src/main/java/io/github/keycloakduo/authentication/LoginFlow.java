package io.github.keycloakduo.authentication;

import io.github.keycloakduo.authentication.LoginProgress.Where;
import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.mfa.Question;
import io.github.keycloakduo.policy.PolicyDecision;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The straight line every login walks. Holds no state of its own. */
public final class LoginFlow {
  private final AuthApiFlow conversation;
  private final UniversalPromptFlow prompts;

  /**
   * A line.
   *
   * @param conversation on our own pages
   * @param prompts on Duo's own page
   */
  public LoginFlow(AuthApiFlow conversation, UniversalPromptFlow prompts) {
    this.conversation = conversation;
    this.prompts = prompts;
  }

  /** Answers one request; {@code stored} is what the one before left behind, if there was one. */
  public NextStep on(Arrival arrival, Optional<LoginProgress> stored, UserAction move) {
    LoginProgress progress = current(arrival, stored);
    Where where = progress.where();
    if (where instanceof Where.WithDuo duo) {
      return talked(arrival, progress, duo.identity(), duo.talk(), move);
    }
    if (where instanceof Where.AtQuestions questions) {
      return answered(arrival, progress, questions, move);
    }
    if (where instanceof Where.Refused refused) {
      OutcomeDetails again = OutcomeDetails.of(refused.outcome(), "looked again");
      return new NextStep.Refuse(progress, Optional.empty(), again, false);
    }
    return decided(arrival, progress, move);
  }

  /**
   * The login ends here for a reason that shows only at its very end. After trouble with the
   * service it may begin anew.
   */
  public static NextStep.Refuse refuse(NextStep.Finish finish, OutcomeDetails ruling) {
    Where next =
        ruling.outcome().isUnavailability()
            ? new Where.AtTheDoor()
            : new Where.Refused(ruling.outcome());
    return new NextStep.Refuse(finish.progress().at(next), finish.identity(), ruling, true);
  }

  private static LoginProgress current(Arrival arrival, Optional<LoginProgress> stored) {
    String user = arrival.login().userId();
    String settings = arrival.settings().fingerprint();
    Optional<LoginProgress> own = stored.filter(before -> before.userId().equals(user));
    boolean goesOn = own.filter(before -> before.settings().equals(settings)).isPresent();
    boolean started = own.map(LoginProgress::hasStartedFactor).orElse(false);
    return goesOn
        ? own.orElseThrow()
        : new LoginProgress(user, settings, started, new Where.AtTheDoor());
  }

  private NextStep decided(Arrival arrival, LoginProgress progress, UserAction move) {
    PolicyDecision decision = arrival.policy().get();
    if (decision instanceof PolicyDecision.AskDuo ask) {
      Progress fresh = Progress.fresh(progress.userId(), progress.settings());
      Progress talk = progress.factorStarted() ? fresh.withFactorStarted() : fresh;
      return talked(arrival, progress, ask.identity(), talk, move);
    }
    if (decision instanceof PolicyDecision.Allow letIn) {
      OutcomeDetails ruling = OutcomeDetails.of(letIn.outcome(), letIn.reason());
      return passed(arrival, progress, Optional.empty(), ruling);
    }
    PolicyDecision.Deny stop = (PolicyDecision.Deny) decision;
    return new NextStep.Refuse(
        progress, Optional.empty(), OutcomeDetails.of(stop.outcome(), stop.reason()), true);
  }

  private NextStep talked(
      Arrival arrival,
      LoginProgress progress,
      DuoUsername identity,
      Progress talk,
      UserAction move) {
    Reaction reaction =
        arrival.settings().isUniversal()
            ? prompts.on(arrival.as(identity), talk, move)
            : conversation.on(arrival.as(identity), talk, move);
    LoginProgress next = progress.at(new Where.WithDuo(identity, reaction.progress()));
    if (!(reaction instanceof Reaction.Pass pass)) {
      return new NextStep.Talk(next, Optional.of(identity), reaction);
    }
    OutcomeDetails ruling = pass.ruling();
    if (ruling.outcome() != Outcome.APPROVED && !arrival.assurance().allowsExemption()) {
      OutcomeDetails refused =
          OutcomeDetails.of(
              Outcome.DUO_DENIED,
              "Duo asks no factor of this user, but this login needs one ("
                  + ruling.outcome().id()
                  + ")");
      LoginProgress ended = progress.at(new Where.Refused(refused.outcome()));
      return new NextStep.Refuse(ended, Optional.of(identity), refused, true);
    }
    return passed(arrival, next, Optional.of(identity), ruling);
  }

  private static NextStep passed(
      Arrival arrival,
      LoginProgress progress,
      Optional<DuoUsername> identity,
      OutcomeDetails ruling) {
    List<Question> questions = arrival.settings().questions();
    return questions.isEmpty()
        ? new NextStep.Finish(progress, identity, ruling, Map.of())
        : new NextStep.AskAnswers(
            progress.at(new Where.AtQuestions(ruling, identity)),
            identity,
            questions,
            Map.of(),
            Map.of());
  }

  private static NextStep answered(
      Arrival arrival, LoginProgress progress, Where.AtQuestions where, UserAction move) {
    List<Question> questions = arrival.settings().questions();
    if (!(move instanceof UserAction.Answer sent)) {
      return new NextStep.AskAnswers(progress, where.identity(), questions, Map.of(), Map.of());
    }
    Answers answers = Answers.read(questions, sent.answers());
    return answers.mistakes().isEmpty()
        ? new NextStep.Finish(progress, where.identity(), where.ruling(), answers.accepted())
        : new NextStep.AskAnswers(
            progress, where.identity(), questions, sent.answers(), answers.mistakes());
  }
}
