package io.github.keycloakduo.duo;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakduo.mfa.Fault;
import io.github.keycloakduo.mfa.Result;
import java.time.Instant;
import java.util.Optional;

/**
 * The reader of what the two endpoints of the Universal Prompt answer: the health check in Duo's
 * envelope, the token endpoint as in RFC 6749, sections 5.1 and 5.2.
 */
final class PromptEnvelope {
  private static final String REFUSED = "Duo does not accept our client assertion";
  private static final String KEYS =
      ": check duo.ikey, duo.skey, that the application is a Web SDK one, and this server's clock";

  private static final String CLOCK = ": this server's clock is off by more than Duo accepts";

  private PromptEnvelope() {}

  /**
   * Duo's time, if all is well.
   *
   * @param sent what Duo is asked to accept
   */
  static Result<Long> health(HttpResponse answer, ClientAssertion sent) {
    if (saysInvalidClient(answer, "message")) {
      JsonNode time = ResponseEnvelope.parse(answer.body()).path("timestamp");
      return refused(sent, EpochTime.of(time).or(answer::date));
    }
    return ResponseEnvelope.open(answer)
        .match(
            response ->
                response.path("timestamp").isIntegralNumber()
                    ? new Result.Answered<>(response.path("timestamp").asLong())
                    : Result.failed(Fault.Kind.BAD_ANSWER, "the health check has no time"),
            PromptEnvelope::failed);
  }

  /**
   * The token; empty when Duo does not know the code.
   *
   * @param sent what Duo is asked to accept
   */
  static Result<Optional<String>> token(HttpResponse answer, ClientAssertion sent) {
    if (answer.status() == 200) {
      JsonNode token = ResponseEnvelope.parse(answer.body()).path("id_token");
      return token.isTextual() && !token.asText().isBlank()
          ? new Result.Answered<>(Optional.of(token.asText()))
          : Result.failed(Fault.Kind.BAD_ANSWER, "Duo's answer has no token");
    }
    if (answer.status() == 400
        && ResponseEnvelope.parse(answer.body()).path("error").asText().equals("invalid_grant")) {
      return new Result.Answered<>(Optional.empty());
    }
    if (saysInvalidClient(answer, "error")) {
      return refused(sent, answer.date());
    }
    return ResponseEnvelope.open(answer)
        .match(
            impossible -> Result.failed(Fault.Kind.BAD_ANSWER, "Duo's answer has no token"),
            PromptEnvelope::failed);
  }

  /** Duo has one error for all that may be wrong with an assertion, but tells its time. */
  private static <T> Result<T> refused(ClientAssertion sent, Optional<Instant> duoTime) {
    return duoTime.filter(time -> !sent.isCurrentAt(time)).isPresent()
        ? Result.failed(Fault.Kind.CLOCK, REFUSED + CLOCK)
        : Result.failed(Fault.Kind.KEYS, REFUSED + KEYS);
  }

  private static boolean saysInvalidClient(HttpResponse answer, String field) {
    return (answer.status() == 400 || answer.status() == 401)
        && ResponseEnvelope.parse(answer.body()).path(field).asText().equals("invalid_client");
  }

  private static <T> Result<T> failed(Fault fault) {
    return fault.kind() == Fault.Kind.KEYS
        ? Result.failed(Fault.Kind.KEYS, "Duo refuses this application" + KEYS)
        : new Result.Failed<>(fault);
  }
}
