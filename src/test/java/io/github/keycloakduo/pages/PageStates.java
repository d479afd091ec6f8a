package io.github.keycloakduo.pages;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Every page in every state that looks different, by a name for pictures and reports. */
final class PageStates {
  private static final Map<String, Object> HELP = Map.of("url", "https://help.example");

  private PageStates() {}

  static Map<String, Supplier<Page>> all() {
    Map<String, Supplier<Page>> states = new LinkedHashMap<>();
    states.put("factor", PageStates::factors);
    states.put(
        "factor-passcode-only", () -> Page.factors().with("lead", "").with("factors", List.of()));
    states.put("factor-passcode-first", () -> factors().with("lead", ""));
    states.put("factor-remember", () -> factors().with("remember", remember()));
    states.put(
        "factor-push-only",
        () -> Page.factors().with("passcode", false).with("devices", List.of(phone())));
    states.put("factor-error", () -> factors().withError("Wrong").with("help", HELP));
    states.put(
        "factor-words",
        () -> factors().withError("Refused").with("words", "Your phone's system is too old."));
    states.put("factor-device-error", () -> factors().withError("Wrong").with("errorAt", "device"));
    states.put(
        "factor-error-on-top",
        () -> factors().withError("Denied").with("errorAt", "").with("help", HELP));
    states.put("factor-sms-sent", () -> factors().with("lead", "").with("smsSent", true));
    states.put("waiting-push", Page::waiting);
    states.put("waiting-code", () -> Page.waiting().with("verificationCode", "708214"));
    states.put("waiting-other-tab", () -> Page.waiting().with("otherTab", true));
    states.put("waiting-phone", () -> Page.waiting().with("kind", "phone"));
    states.put("waiting-contact", () -> Page.waiting().with("kind", "contact").without("device"));
    states.put("enrolment", () -> Page.enrolment().with("help", HELP));
    states.put("other-factor", Page::otherFactor);
    states.put("other-factor-otp-only", () -> Page.otherFactor().with("factors", List.of("otp")));
    states.put(
        "other-factor-error",
        () ->
            Page.otherFactor()
                .with("selected", "recovery_code")
                .withError("otp", "Wrong")
                .with("help", HELP));
    states.put("questions", Page::questions);
    states.put(
        "questions-error", () -> Page.questions().withError("answer.ticket", "Enter an answer."));
    states.put("outcome-denied", () -> Page.outcome("denied").with("tryAgainUrl", "/again"));
    states.put(
        "outcome-portal",
        () ->
            Page.outcome("not_enrolled")
                .with("portalUrl", "https://api-1.duosecurity.com/portal?code=1")
                .with("help", HELP));
    states.put("outcome-locked", () -> Page.outcome("wrong_passcode").with("locked", true));
    states.put(
        "outcome-outage",
        () -> Page.outcome("unreachable").with("tryAgainUrl", "/again").with("help", HELP));
    states.put("lost", Page::lost);
    return states;
  }

  private static Page factors() {
    return Page.factors()
        .with("factors", List.of("push", "phone", "sms"))
        .with("devices", List.of(phone(), Page.device("DP2", "Work phone", false, "phone")));
  }

  private static Map<String, Object> remember() {
    return Map.of(
        "ticked",
        false,
        "upTo",
        true,
        "span",
        "8 hours",
        "sooner",
        "We ask sooner if you do not sign in for 1 hour. We ask again after you sign out.");
  }

  private static Map<String, Object> phone() {
    return Page.device("DP1", "Phone (XXX-XXX-1234)", true, "push", "phone", "sms");
  }
}
