package io.github.keycloakduo.duo;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakduo.mfa.Fault;
import io.github.keycloakduo.mfa.Result;
import java.util.Optional;

/** Opens the answers of the Universal Prompt's two endpoints. */
final class PromptEnvelope {
  private static final String KEYS =
      ": check duo.ikey, duo.skey, that the application is a Web SDK one, and this server's clock";

  private PromptEnvelope() {}

  /** Duo's time, if all is well. */
  static Result<Long> health(HttpAnswer answer) {
    if (saysInvalidClient(answer, "message")) {
      return Result.failed(Fault.Kind.KEYS, "Duo does not accept our client assertion" + KEYS);
    }
    return Envelope.open(answer)
        .match(
            response ->
                response.path("timestamp").isIntegralNumber()
                    ? new Result.Answered<>(response.path("timestamp").asLong())
                    : Result.failed(Fault.Kind.BAD_ANSWER, "the health check has no time"),
            PromptEnvelope::failed);
  }

  /** The token; empty when Duo does not know the code. */
  static Result<Optional<String>> token(HttpAnswer answer) {
    if (answer.status() == 200) {
      JsonNode token = Envelope.parse(answer.body()).path("id_token");
      return token.isTextual() && !token.asText().isBlank()
          ? new Result.Answered<>(Optional.of(token.asText()))
          : Result.failed(Fault.Kind.BAD_ANSWER, "Duo's answer has no token");
    }
    if (answer.status() == 400
        && Envelope.parse(answer.body()).path("error").asText().equals("invalid_grant")) {
      return new Result.Answered<>(Optional.empty());
    }
    if (saysInvalidClient(answer, "error")) {
      return Result.failed(Fault.Kind.KEYS, "Duo does not accept our client assertion" + KEYS);
    }
    return Envelope.open(answer)
        .match(
            impossible -> Result.failed(Fault.Kind.BAD_ANSWER, "Duo's answer has no token"),
            PromptEnvelope::failed);
  }

  private static boolean saysInvalidClient(HttpAnswer answer, String field) {
    return (answer.status() == 400 || answer.status() == 401)
        && Envelope.parse(answer.body()).path(field).asText().equals("invalid_client");
  }

  private static <T> Result<T> failed(Fault fault) {
    return fault.kind() == Fault.Kind.KEYS
        ? Result.failed(Fault.Kind.KEYS, "Duo refuses this application" + KEYS)
        : new Result.Failed<>(fault);
  }
}
