package io.github.keycloakduo.keycloak.browser;

import io.github.keycloakduo.authentication.AnswerError;
import io.github.keycloakduo.authentication.ChallengeState;
import io.github.keycloakduo.authentication.Consent;
import io.github.keycloakduo.authentication.LoginResult;
import io.github.keycloakduo.authentication.OutcomeDetails;
import io.github.keycloakduo.keycloak.runtime.LocalizedText;
import io.github.keycloakduo.keycloak.step.HelpLinks;
import io.github.keycloakduo.keycloak.step.LoginResponses;
import io.github.keycloakduo.keycloak.step.OutcomePage;
import io.github.keycloakduo.keycloak.step.StoredCredentials;
import io.github.keycloakduo.mfa.Device;
import io.github.keycloakduo.mfa.Enrolment;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.mfa.Question;
import io.github.keycloakduo.policy.FactorOffer;
import io.github.keycloakduo.settings.DuoMfaSettings;
import io.github.keycloakduo.settings.Prompt;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.utils.FormMessage;

/** The pages of a login. Templates get plain maps; all text is theirs. */
final class LoginPages implements LoginResponses {
  private static final String MODEL = "duo";

  private final Clock clock;
  private final HelpLinks help;

  LoginPages(Clock clock, HelpLinks help) {
    this.clock = clock;
    this.help = help;
  }

  @Override
  public Response factor(
      AuthenticationFlowContext context, DuoMfaSettings settings, LoginResult.FactorRequired ask) {
    Prompt prompt = settings.prompt();
    Map<String, Object> model = new HashMap<>();
    model.put("prompt", prompt.text().map(texts(context)::of).orElse(""));
    model.put("disableEcho", prompt.hidesInput());
    model.put("passcode", ask.offer().includes(Factor.PASSCODE));
    model.put("smsSent", ask.smsSent());
    model.put("factors", ask.offer().contacting().stream().map(Factor::id).toList());
    model.put("devices", devices(ask.offer()));
    model.put("errorAt", errorPlace(ask));
    if (!ask.smsSent()) {
      ask.offer().leading().ifPresent(factor -> model.put("lead", factor.id()));
    }
    model.put(HelpLinks.MODEL, help.of(context));
    Consent consent = ask.state().consent();
    settings
        .grace()
        .filter(grace -> consent != Consent.NOT_ASKED)
        .ifPresent(
            grace -> model.put("remember", RememberBox.model(grace, consent, texts(context))));
    ask.rejected()
        .filter(rejected -> ask.hint().isEmpty())
        .flatMap(OutcomeDetails::duoWords)
        .ifPresent(words -> model.put("words", words));
    LoginFormsProvider form = context.form().setAttribute(MODEL, model);
    ask.hint()
        .flatMap(hint -> key(hint, ask))
        .or(() -> ask.rejected().map(details -> outcomeKey(details.outcome())))
        .ifPresent(key -> form.addError(error(key)));
    return form.createForm("duo-mfa.ftl");
  }

  /** What the error of the page is about, by name of the field; blank for the login as a whole. */
  private static String errorPlace(LoginResult.FactorRequired ask) {
    if (ask.hint().isPresent()) {
      return switch (ask.hint().get()) {
        case NOTHING_TYPED, TOO_MANY_PASSCODES -> "passcode";
        case OTHER_DEVICE -> "device";
        default -> "";
      };
    }
    boolean typed =
        ask.rejected()
            .filter(details -> details.factor().equals(Optional.of(Factor.PASSCODE)))
            .isPresent();
    return typed ? "passcode" : "";
  }

  private static Optional<String> key(LoginResult.Hint hint, LoginResult.FactorRequired ask) {
    return switch (hint) {
      // The page says so itself, for as long as the code is awaited.
      case SMS_SENT -> Optional.empty();
      case INTERRUPTED -> Optional.of("duoErrorInterrupted");
      case PUSH_PENDING -> Optional.of("duoErrorPushPending");
      case OTHER_DEVICE -> Optional.of("duoErrorOtherDevice");
      case OFFER_CHANGED -> Optional.of("duoErrorOfferChanged");
      case TOO_MANY_PASSCODES ->
          Optional.of(
              ask.offer().contacting().isEmpty()
                  ? "duoErrorTooManyGuesses"
                  : "duoErrorTooManyGuessesOtherWay");
      case NOTHING_TYPED ->
          Optional.of(ask.offer().contacting().isEmpty() ? "duoErrorNoPasscode" : "duoErrorEmpty");
    };
  }

  @Override
  public Response otherFactor(
      AuthenticationFlowContext context,
      DuoMfaSettings settings,
      LoginResult.OtherFactorRequired ask) {
    Map<String, Object> model = new HashMap<>();
    model.put("factors", ask.factors().stream().map(Factor::id).toList());
    model.put("selected", ask.selected().id());
    model.put(HelpLinks.MODEL, help.of(context));
    model.put("disableEcho", settings.prompt().hidesInput());
    if (ask.factors().contains(Factor.RECOVERY_CODE)) {
      new StoredCredentials(context.getUser())
          .recoveryCodeNumber()
          .ifPresent(number -> model.put("recoveryCodeNumber", number));
    }
    LoginFormsProvider form = context.form().setAttribute(MODEL, model);
    ask.hint()
        .map(LoginPages::otherFactorKey)
        .or(() -> ask.rejected().map(details -> "duoOtherWrong." + ask.selected().id()))
        .ifPresent(key -> form.addError(new FormMessage("otp", key)));
    return form.createForm("duo-other.ftl");
  }

  private static String otherFactorKey(LoginResult.Hint hint) {
    return hint == LoginResult.Hint.TOO_MANY_PASSCODES ? "duoErrorTooManyGuesses" : "duoOtherEmpty";
  }

  private static FormMessage error(String key) {
    return new FormMessage("passcode", key);
  }

  private static List<Map<String, Object>> devices(FactorOffer offer) {
    Optional<Device> selected = offer.selectedDevice();
    return offer.devices().stream()
        .map(
            device ->
                Map.<String, Object>of(
                    "id", device.id(),
                    "name", device.label(),
                    "factors", factors(device, offer),
                    "selected", selected.filter(device::equals).isPresent()))
        .toList();
  }

  private static List<String> factors(Device device, FactorOffer offer) {
    return offer.contacting().stream()
        .filter(device.capabilities()::contains)
        .map(Factor::id)
        .toList();
  }

  @Override
  public Response questions(AuthenticationFlowContext context, LoginResult.QuestionsRequired ask) {
    LocalizedText texts = texts(context);
    Map<String, Object> model = new HashMap<>();
    model.put("wrong", !ask.errors().isEmpty());
    model.put("questions", ask.questions().stream().map(q -> question(q, ask, texts)).toList());
    LoginFormsProvider form = context.form().setAttribute(MODEL, model);
    ask.errors()
        .forEach(
            (key, error) ->
                form.addError(
                    new FormMessage(
                        LoginFormParser.ANSWER + key, key(error), Question.MAX_ANSWER_LENGTH)));
    return form.createForm("duo-questions.ftl");
  }

  private static Map<String, Object> question(
      Question question, LoginResult.QuestionsRequired ask, LocalizedText texts) {
    // What is hidden while it is typed is not sent back to the page either.
    String typed = question.hidesInput() ? "" : ask.typed().getOrDefault(question.key(), "");
    return Map.of(
        "key", question.key(),
        "prompt", texts.of(question.prompt()),
        "disableEcho", question.hidesInput(),
        "value", typed);
  }

  private static String key(AnswerError error) {
    return switch (error) {
      case MISSING -> "duoErrorAnswerMissing";
      case TOO_LONG -> "duoErrorAnswerTooLong";
      case CHARACTERS -> "duoErrorAnswerCharacters";
    };
  }

  @Override
  public Response waiting(
      AuthenticationFlowContext context, DuoMfaSettings settings, LoginResult.Pending ask) {
    ChallengeState challenge = ask.challenge();
    if (challenge.enrolment().isPresent()) {
      return enrolment(context, challenge, challenge.enrolment().get().enrolment());
    }
    Duration left = challenge.left(clock.instant());
    Map<String, Object> model = new HashMap<>();
    model.put("statusUrl", LoginUrls.of(context).toString());
    model.put("secondsLeft", left.toSeconds());
    model.put("timeoutSeconds", settings.timeout().toSeconds());
    model.put("kind", challenge.factor().map(Factor::id).orElse("contact"));
    model.put("otherTab", ask.otherTab());
    challenge.device().ifPresent(device -> model.put("device", device));
    if (!ask.otherTab()) {
      challenge.code().ifPresent(code -> model.put("verificationCode", code));
    }
    return context.form().setAttribute(MODEL, model).createForm("duo-push.ftl");
  }

  private Response enrolment(
      AuthenticationFlowContext context, ChallengeState challenge, Enrolment enrolment) {
    QrCode code = QrCode.of(enrolment.activationCode().value());
    Map<String, Object> model = new HashMap<>();
    model.put("statusUrl", LoginUrls.of(context).toString());
    model.put("secondsLeft", challenge.left(clock.instant()).toSeconds());
    model.put("link", enrolment.link().toString());
    model.put("qrSize", code.size());
    model.put("qrPath", code.path());
    model.put(HelpLinks.MODEL, help.of(context));
    return context.form().setAttribute(MODEL, model).createForm("duo-enroll.ftl");
  }

  @Override
  public Response ended(
      AuthenticationFlowContext context, OutcomeDetails details, Optional<URI> portal) {
    return OutcomePage.of(context, help, details.outcome(), details.duoWords(), portal);
  }

  @Override
  public Response locked(AuthenticationFlowContext context) {
    return OutcomePage.locked(context, help);
  }

  private static LocalizedText texts(AuthenticationFlowContext context) {
    return LocalizedText.inRequest(context.getSession(), context.getRealm(), context.getUser());
  }

  private static String outcomeKey(Outcome outcome) {
    return "duoOutcome." + outcome.id();
  }
}
