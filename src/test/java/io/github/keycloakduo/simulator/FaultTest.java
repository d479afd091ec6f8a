package io.github.keycloakduo.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FaultTest {
  @RegisterExtension static final RunningSimulator SIMULATOR = new RunningSimulator();

  @BeforeEach
  void addAlice() {
    duo().user("alice").phone("DPALICE", "iPhone", Capability.PUSH).passcode("123456");
  }

  @Test
  void answersWithAStatusInJsonOrHtml() throws Exception {
    duo().faults().on(Endpoint.PREAUTH).once(Fault.status(503));
    Reply json = client().preauth("alice").send();
    assertThat(json.status()).isEqualTo(503);
    assertThat(json.text("/stat")).isEqualTo("FAIL");

    duo().faults().on(Endpoint.PREAUTH).once(Fault.html(502));
    HttpResponse<String> html = raw(client().preauth("alice"));
    assertThat(html.statusCode()).isEqualTo(502);
    assertThat(html.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    assertThat(html.body()).contains("<h1>502 Bad Gateway</h1>");
  }

  @Test
  void answersTooManyRequestsWithAndWithoutRetryAfter() throws Exception {
    duo().faults().on(Endpoint.CHECK).once(Fault.tooManyRequests("7"));
    duo().faults().on(Endpoint.CHECK).once(Fault.tooManyRequests());
    HttpResponse<String> first = raw(check());
    HttpResponse<String> second = raw(check());
    assertThat(first.headers().firstValue("Retry-After")).contains("7");
    assertThat(first.body()).contains("42901");
    assertThat(second.statusCode()).isEqualTo(429);
    assertThat(second.headers().firstValue("Retry-After")).isEmpty();
  }

  @Test
  void answersWithDuosOwnErrors() {
    duo().faults().on(Endpoint.AUTH).once(Fault.error(DuoError.INVALID_PARAMETERS, "factor"));
    Reply reply = client().passcode("alice", "123456").send();
    assertThat(reply.code()).isEqualTo(40002);
    assertThat(reply.text("/message_detail")).isEqualTo("factor");
  }

  @Test
  void answersWithBodiesThatAreNoAnswer() throws Exception {
    Faults.Place preauth = duo().faults().on(Endpoint.PREAUTH);
    preauth.once(Fault.emptyBody());
    preauth.once(Fault.badJson());
    preauth.once(Fault.withoutResponse());
    preauth.once(Fault.withoutResult());
    preauth.once(Fault.deeplyNested(5000));
    preauth.once(Fault.duplicateKeys());

    assertThat(body()).isEmpty();
    assertThat(body()).endsWith("{\"resu");
    assertThat(body()).isEqualTo("{\"stat\": \"OK\"}");
    assertThat(body()).isEqualTo("{\"stat\": \"OK\", \"response\": {}}");
    assertThat(body()).contains("[".repeat(5000));
    assertThat(body()).containsSubsequence("\"deny\"", "\"result\":\"allow\"");
    assertThat(client().preauth("alice").send().result()).isEqualTo("auth");
  }

  @Test
  void changesOneMemberOfTheRealAnswer() {
    duo().faults().on(Endpoint.PREAUTH).once(Fault.result("perhaps"));
    Reply reply = client().preauth("alice").send();
    assertThat(reply.result()).isEqualTo("perhaps");
    assertThat(reply.json().at("/response/devices")).hasSize(1);
  }

  @Test
  void padsTheRealAnswerToMoreThanOneMebibyte() throws Exception {
    duo().faults().on(Endpoint.PREAUTH).once(Fault.hugeBody());
    assertThat(body()).hasSizeGreaterThan(1 << 20).endsWith("}");
  }

  @Test
  void redirects() throws Exception {
    duo().faults().on(Endpoint.CHECK).once(Fault.redirect("https://example.org/"));
    HttpResponse<String> reply = raw(check());
    assertThat(reply.statusCode()).isEqualTo(302);
    assertThat(reply.headers().firstValue("Location")).contains("https://example.org/");
  }

  @Test
  void putsTheClockWrong() throws Exception {
    duo().faults().clockSkew(Duration.ofMinutes(10));
    assertThat(check().send().code()).isEqualTo(40105);
    String later = SignedCall.rfc1123(Duration.ofMinutes(10));
    Reply reply = check().date(later).send();
    long now = System.currentTimeMillis() / 1000;
    assertThat(reply.json().at("/response/time").asLong()).isBetween(now + 590, now + 610);
    String date = reply.http().headers().firstValue("Date").orElse("");
    Instant sent = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
    assertThat(sent.getEpochSecond()).isBetween(now + 590, now + 610);
  }

  @Test
  void sendsAnOddDate() throws Exception {
    duo().faults().on(Endpoint.CHECK).once(Fault.date("not a date"));
    assertThat(raw(check()).headers().firstValue("Date")).contains("not a date");
  }

  @Test
  void hitsOneEndpointOneUserOrAll() {
    duo().user("bob");
    duo().faults().on(Endpoint.PREAUTH).forUser("Alice").always(Fault.status(500));
    assertThat(client().preauth("alice").send().status()).isEqualTo(500);
    assertThat(client().preauth("bob").send().status()).isEqualTo(200);
    assertThat(check().send().status()).isEqualTo(200);

    duo().faults().onAll().times(2, Fault.status(501));
    assertThat(check().send().status()).isEqualTo(501);
    assertThat(client().preauth("alice").send().status()).isEqualTo(501);
    assertThat(client().preauth("alice").send().status()).isEqualTo(500);

    duo().faults().clear();
    assertThat(client().preauth("alice").send().status()).isEqualTo(200);
  }

  @Test
  void knowsTheUserOfATransaction() {
    String txid = client().startPush("alice");
    duo().faults().on(Endpoint.AUTH_STATUS).forUser("alice").once(Fault.status(500));
    assertThat(client().status(txid).send().status()).isEqualTo(500);
    assertThat(duo().requests().last(Endpoint.AUTH_STATUS).user()).isEqualTo("alice");
  }

  private static String body() throws Exception {
    return raw(client().preauth("alice")).body();
  }

  private static HttpResponse<String> raw(SignedCall call) throws Exception {
    return client().http().send(call.request(), BodyHandlers.ofString());
  }

  private static SignedCall check() {
    return client().call(Endpoint.CHECK);
  }

  private static DuoSimulator duo() {
    return SIMULATOR.duo();
  }

  private static TestClient client() {
    return SIMULATOR.client();
  }
}
