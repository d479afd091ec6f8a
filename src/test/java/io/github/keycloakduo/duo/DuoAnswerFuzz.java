package io.github.keycloakduo.duo;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakduo.fuzz.Property;
import io.github.keycloakduo.mfa.Enrolment;
import io.github.keycloakduo.mfa.FactorAnswer;
import io.github.keycloakduo.mfa.Fault;
import io.github.keycloakduo.mfa.Preauth;
import io.github.keycloakduo.mfa.Result;
import io.github.keycloakduo.mfa.Secret;
import java.util.Arrays;
import java.util.Optional;

/** Duo's answers: the first byte chooses the status, the others are the body. */
public final class DuoAnswerFuzz {
  private static final int[] STATUSES = {200, 400, 401, 403, 429, 500, 302};

  private DuoAnswerFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    int status = input.length == 0 ? 200 : STATUSES[(input[0] & 0xff) % STATUSES.length];
    byte[] body = input.length == 0 ? input : Arrays.copyOfRange(input, 1, input.length);
    Result<JsonNode> opened =
        ResponseEnvelope.open(new HttpResponse(status, body, Optional.empty()));
    if (opened instanceof Result.Answered<JsonNode> answered) {
      Property.holds(status == 200, "only HTTP 200 is an answer");
      read(answered.value());
    } else {
      checkFault(opened);
    }
  }

  private static void read(JsonNode response) {
    checkFault(AnswerReader.time(response));
    checkFault(AnswerReader.started(response));
    checkFault(AnswerReader.enrolmentStatus(response));
    Result<Preauth> preauth = AnswerReader.preauth(response);
    checkFault(preauth);
    if (preauth instanceof Result.Answered<Preauth> answered) {
      checkPreauth(answered.value(), response.path("result").asText());
    }
    Result<FactorAnswer> factor = AnswerReader.factor(response);
    checkFault(factor);
    if (factor instanceof Result.Answered<FactorAnswer> answered) {
      Property.holds(
          !(answered.value() instanceof FactorAnswer.Allowed)
              || response.path("result").asText().equals("allow"),
          "only allow lets in");
    }
    Result<Enrolment> enrolment = AnswerReader.enrolment(response);
    checkFault(enrolment);
    if (enrolment instanceof Result.Answered<Enrolment> answered) {
      String scheme = answered.value().link().getScheme();
      Property.holds(scheme.equals("duo") || scheme.equals("https"), "links cannot run");
      Property.holds(
          answered.value().toString().equals(withOtherCode(answered.value()).toString()),
          "the activation code is hidden");
    }
  }

  /** Duo's id of the user may hold the code, too. */
  private static Enrolment withOtherCode(Enrolment enrolment) {
    return new Enrolment(
        enrolment.userId(),
        new Secret("duo://another"),
        enrolment.activationUrl().map(url -> new Secret("https://duo.test/another")),
        enrolment.expiresAt());
  }

  private static void checkPreauth(Preauth preauth, String result) {
    Property.holds(
        !(preauth instanceof Preauth.Bypass) || result.equals("allow"), "only allow lets in");
    String message =
        preauth.match(
            challenge -> "",
            Preauth.Bypass::message,
            Preauth.Denied::message,
            Preauth.Enroll::message);
    Property.holds(message.length() <= 300, "a message is short");
    Property.holds(message.lines().count() <= 1, "a message is one line");
  }

  /** Every fault has a sentence of our own. */
  private static void checkFault(Result<?> result) {
    if (result instanceof Result.Failed<?> failed) {
      Fault fault = failed.fault();
      Property.holds(fault.kind() != Fault.Kind.INTERNAL, "it is Duo's mistake");
      Property.holds(
          fault.detail().matches("[A-Za-z0-9 ',.:;()_-]{1,200}"), "a fault is a sentence");
    }
  }
}
