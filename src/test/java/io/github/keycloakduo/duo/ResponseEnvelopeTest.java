package io.github.keycloakduo.duo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakduo.mfa.Fault;
import io.github.keycloakduo.mfa.Fault.Kind;
import io.github.keycloakduo.mfa.Result;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseEnvelopeTest {
  private static final String HTML = "<html><body><h1>Bad Gateway</h1></body></html>";

  @ParameterizedTest
  @ValueSource(strings = {"{\"time\":1}", "\"success\"", "[]", "{}", "0", "false"})
  void handsOutWhateverTheResponseIs(String response) {
    assertThat(open(200, "{\"stat\":\"OK\",\"response\":" + response + "}"))
        .isInstanceOfSatisfying(
            Result.Answered.class, answered -> assertThat(answered.value()).hasToString(response));
  }

  @ParameterizedTest
  @CsvSource({
    "40001, UNEXPECTED_STATUS",
    "40002, INVALID_PARAMETERS",
    "40003, UNEXPECTED_STATUS",
    "40101, KEYS",
    "40102, KEYS",
    "40103, KEYS",
    "40104, CLOCK",
    "40105, CLOCK",
    "40106, KEYS",
    "40301, KEYS",
    "40401, UNEXPECTED_STATUS",
    "40501, UNEXPECTED_STATUS",
    "42901, RATE_LIMITED",
    "50001, SERVER_ERROR",
    "50301, SERVER_ERROR"
  })
  void readsDuosOwnErrors(int code, Kind kind) {
    String body = "{\"stat\":\"FAIL\",\"code\":" + code + ",\"message\":\"secret words\"}";
    assertThat(fault(code / 100, body).kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "204, UNEXPECTED_STATUS",
    "301, UNEXPECTED_STATUS",
    "302, UNEXPECTED_STATUS",
    "307, UNEXPECTED_STATUS",
    "400, UNEXPECTED_STATUS",
    "401, KEYS",
    "403, KEYS",
    "404, UNEXPECTED_STATUS",
    "407, UNEXPECTED_STATUS",
    "418, UNEXPECTED_STATUS",
    "429, RATE_LIMITED",
    "500, SERVER_ERROR",
    "502, SERVER_ERROR",
    "503, SERVER_ERROR",
    "504, SERVER_ERROR"
  })
  void needsNoBodyToTellTheStatus(int status, Kind kind) {
    assertThat(fault(status, "").kind()).isEqualTo(kind);
    assertThat(fault(status, HTML).kind()).isEqualTo(kind);
    assertThat(fault(status, "{\"stat\":\"OK\",\"response\":{\"result\":\"allow\"}}").kind())
        .isEqualTo(kind);
  }

  @Test
  void trustsTheStatusMoreThanTheCode() {
    assertThat(fault(403, "{\"stat\":\"FAIL\",\"code\":40105}").kind()).isEqualTo(Kind.KEYS);
    assertThat(fault(500, "{\"stat\":\"FAIL\",\"code\":40002}").kind())
        .isEqualTo(Kind.SERVER_ERROR);
    assertThat(fault(404, "{\"stat\":\"FAIL\",\"code\":40002}").kind())
        .isEqualTo(Kind.UNEXPECTED_STATUS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "\"OK\"",
        "{",
        HTML,
        "{}",
        "{\"stat\":\"OK\"}",
        "{\"stat\":\"OK\",\"response\":null}",
        "{\"stat\":\"ok\",\"response\":{}}",
        "{\"stat\":null,\"response\":{}}",
        "{\"stat\":[\"OK\"],\"response\":{}}",
        "{\"response\":{\"result\":\"allow\"}}",
        "{\"stat\":\"FAIL\",\"code\":40002}",
        "{\"stat\":\"FAIL\",\"response\":{\"result\":\"allow\"}}",
        "{\"stat\":\"FAIL\",\"stat\":\"OK\",\"response\":{}}",
        "{\"stat\":\"OK\",\"response\":{\"result\":\"deny\",\"result\":\"allow\"}}",
        "{\"stat\":\"OK\",\"response\":{\"result\":\"allow\"}} trailing",
        "{\"stat\":\"OK\",\"response\":{\"result\":\"allow\"}}{}",
        "{\"stat\":\"OK\",\"response\":{\"result\":\"allow\"}",
        "{'stat':'OK','response':{}}",
        "\u0000"
      })
  void takesNothingForAnAnswerThatSaysNotExactlyOk(String body) {
    assertThat(fault(200, body).kind()).isEqualTo(Kind.BAD_ANSWER);
  }

  @Test
  void endsAtADepthNoAnswerOfDuosHas() {
    assertThat(fault(200, nested(5000)).kind()).isEqualTo(Kind.BAD_ANSWER);
    assertThat(fault(400, nested(100_000)).kind()).isEqualTo(Kind.UNEXPECTED_STATUS);
    assertThat(open(200, nested(20))).isInstanceOf(Result.Answered.class);
  }

  @Test
  void readsUtf8AndRefusesWhatIsNone() {
    assertThat(open(200, "{\"stat\":\"OK\",\"response\":\"ü\"}"))
        .isInstanceOf(Result.Answered.class);
    byte[] latin1 = "{\"stat\":\"OK\",\"response\":\"ü\"}".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(Replies.fault(ResponseEnvelope.open(HttpResponse.of(200, latin1, null))).kind())
        .isEqualTo(Kind.BAD_ANSWER);
  }

  @Test
  void tellsTheAdministratorStatusAndCodeButNotTheBody() {
    Fault fault = fault(401, "{\"code\":40103,\"message\":\"secret words\"}");
    assertThat(fault.detail()).contains("401", "40103", "duo.skey").doesNotContain("secret");
    assertThat(fault(404, "secret words").detail()).contains("404").doesNotContain("secret");
  }

  @Test
  void namesTheParameterThatDuoRefusesButNoValue() {
    Fault named = fault(400, "{\"code\":40002,\"message_detail\":\"device\"}");
    assertThat(named.detail()).contains("HTTP 400", "40002", "parameter device");
    assertThat(named.isOfChange()).isTrue();

    Fault missing = fault(400, "{\"code\":40001,\"message_detail\":\"pushinfo\"}");
    assertThat(missing.detail()).contains("40001", "parameter pushinfo");
    assertThat(missing.isOfChange()).isFalse();

    Fault value = fault(400, "{\"code\":40002,\"message_detail\":\"alice.smith\"}");
    assertThat(value.detail()).doesNotContain("alice", "parameter");
    assertThat(value.isOfChange()).isFalse();
  }

  @Property(tries = 300)
  void onlyStatus200CanBeAnAnswer(@ForAll @IntRange(min = 100, max = 599) int status) {
    Result<JsonNode> reply = open(status, "{\"stat\":\"OK\",\"response\":{}}");
    assertThat(reply instanceof Result.Answered).isEqualTo(status == 200);
  }

  private static String nested(int levels) {
    return "{\"stat\":\"OK\",\"response\":" + "[".repeat(levels) + "]".repeat(levels) + "}";
  }

  private static Fault fault(int status, String body) {
    return Replies.fault(open(status, body));
  }

  private static Result<JsonNode> open(int status, String body) {
    return ResponseEnvelope.open(
        HttpResponse.of(status, body.getBytes(StandardCharsets.UTF_8), null));
  }
}
