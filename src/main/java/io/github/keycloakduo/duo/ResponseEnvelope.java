package io.github.keycloakduo.duo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.keycloakduo.mfa.Fault;
import io.github.keycloakduo.mfa.Result;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * The reader of the envelope {@code {"stat":...,"response":...}} that Duo puts around every answer.
 *
 * @see <a href="https://duo.com/docs/authapi#response-format">Duo Auth API, Response Format</a>
 */
final class ResponseEnvelope {
  private static final int MAX_DEPTH = 32;
  private static final Set<Integer> CLOCK_CODES = Set.of(40104, 40105);
  private static final int INVALID_PARAMETERS = 40002;
  private static final int UNKNOWN_IKEY = 40102;
  private static final int WRONG_SIGNATURE = 40103;

  /** All that we send; any other text may be a value, which is nobody's business. */
  private static final Set<String> PARAMETERS =
      Set.of(
          "activation_code",
          "async",
          "bypass_codes",
          "client_supports_verified_push",
          "device",
          "display_username",
          "factor",
          "hostname",
          "ipaddr",
          "passcode",
          "pushinfo",
          "trusted_device_token",
          "txid",
          "type",
          "user_id",
          "username",
          "valid_secs");

  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private ResponseEnvelope() {}

  /** The response inside, or the fault that status and code stand for. */
  static Result<JsonNode> open(HttpResponse answer) {
    int status = answer.status();
    if (status == 200) {
      return response(parse(answer.body()));
    }
    if (status == 429) {
      return Result.failed(Fault.Kind.RATE_LIMITED, "Duo has had too many requests (HTTP 429)");
    }
    if (status >= 500) {
      return Result.failed(Fault.Kind.SERVER_ERROR, "Duo answered HTTP " + status);
    }
    JsonNode envelope = parse(answer.body());
    Optional<String> parameter =
        Optional.of(envelope.path("message_detail").asText("").strip())
            .filter(PARAMETERS::contains);
    return refused(status, envelope.path("code").asInt(), parameter);
  }

  private static Result<JsonNode> response(JsonNode envelope) {
    if (!envelope.path("stat").asText().equals("OK")) {
      return Result.failed(Fault.Kind.BAD_ANSWER, "Duo's answer does not say that all is well");
    }
    if (envelope.path("response").isMissingNode() || envelope.path("response").isNull()) {
      return Result.failed(Fault.Kind.BAD_ANSWER, "Duo's answer is empty");
    }
    return new Result.Answered<>(envelope.get("response"));
  }

  private static Result<JsonNode> refused(int status, int code, Optional<String> parameter) {
    String number = code == 0 ? "" : ", code " + code;
    String named = status == 400 ? parameter.map(name -> ", parameter " + name).orElse("") : "";
    String said = "Duo answered HTTP " + status + number + named;
    if (status == 401 && CLOCK_CODES.contains(code)) {
      return Result.failed(
          Fault.Kind.CLOCK, said + ": this server's clock is off by more than Duo accepts");
    }
    if (status == 401 || status == 403) {
      return Result.failed(Fault.Kind.KEYS, said + ": " + keys(status, code));
    }
    if (status == 400 && code == INVALID_PARAMETERS) {
      return new Result.Failed<>(new Fault(Fault.Kind.INVALID_PARAMETERS, said, parameter));
    }
    return Result.failed(Fault.Kind.UNEXPECTED_STATUS, said);
  }

  private static String keys(int status, int code) {
    if (code == UNKNOWN_IKEY) {
      return "Duo does not know duo.ikey";
    }
    if (code == WRONG_SIGNATURE) {
      return "duo.skey does not belong to duo.ikey";
    }
    return status == 403
        ? "the application of duo.ikey is not of the type Auth API"
        : "check duo.ikey, duo.skey and that the application is an Auth API one";
  }

  static JsonNode parse(byte[] body) {
    try {
      JsonNode node = JSON.readTree(body);
      return node == null ? JSON.missingNode() : node;
    } catch (IOException notJson) {
      // What is missing below is told as a bad answer; the body itself must not reach a log.
      return JSON.missingNode();
    }
  }
}
