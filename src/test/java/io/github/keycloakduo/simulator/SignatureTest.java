package io.github.keycloakduo.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.simulator.SignedCall.Version;
import java.time.Duration;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTest {
  private static final String AWKWARD = "jörg+test*~ &=%/?";

  @RegisterExtension static final RunningSimulator SIMULATOR = new RunningSimulator();

  @ParameterizedTest
  @EnumSource
  void acceptsEverySignatureVersionOnGet(Version version) {
    assertThat(check().version(version).send().status()).isEqualTo(200);
    Reply unknown = client().status(AWKWARD).version(version).send();
    assertFailure(unknown, 40002, "Invalid request parameters");
  }

  @ParameterizedTest
  @EnumSource
  void acceptsEverySignatureVersionOnPost(Version version) {
    SIMULATOR.duo().user(AWKWARD);
    Reply reply = client().preauth(AWKWARD).version(version).send();
    assertThat(reply.result()).isEqualTo("auth");
  }

  @ParameterizedTest
  @EnumSource(names = {"V2_SHA1", "V2_SHA512"})
  void acceptsPlusForSpaceInAForm(Version version) {
    SIMULATOR.duo().user("a b");
    Reply reply = client().preauth("a b").version(version).body("username=a+b").send();
    assertThat(reply.result()).isEqualTo("auth");
  }

  @ParameterizedTest
  @EnumSource(names = {"V2_SHA1", "V2_SHA512", "V4"})
  void acceptsXDuoDateInPlaceOfDate(Version version) {
    Reply reply = check().version(version).dateHeader("X-Duo-Date").send();
    assertThat(reply.status()).isEqualTo(200);
  }

  @Test
  void hashesDuoHeadersUnderVersion5() {
    SignedCall call = check().duoHeader("x-duo-b", "2").duoHeader("x-duo-a", "1");
    assertThat(call.send().status()).isEqualTo(200);
  }

  @Test
  void acceptsEveryWayToWriteTheZone() {
    String date = SignedCall.rfc1123(Duration.ZERO).replace("GMT", "");
    assertThat(check().date(date + "-0000").send().status()).isEqualTo(200);
    assertThat(check().date(date + "+0000").send().status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "Bearer abc", "Basic !!!", "Basic YWJj", "Basic Og=="})
  void refusesRequestsWithoutCredentials(String authorization) {
    Reply reply = check().authorization(authorization).send();
    assertFailure(reply, 40101, "Missing request credentials");
  }

  @Test
  void refusesAnUnknownIntegrationKey() {
    Reply reply = check().ikey("DIXXXXXXXXXXXXXXXXXX").send();
    assertFailure(reply, 40102, "Invalid integration key in request credentials");
  }

  @Test
  void refusesAWrongSecret() {
    assertBadSignature(check().skey("wrong"));
  }

  @Test
  void refusesUnsortedParameters() {
    SignedCall call = client().preauth("alice").with("hostname", "h").version(Version.V2_SHA512);
    assertBadSignature(call.unsorted());
  }

  @Test
  void refusesAnotherHostAndAHostWithoutItsPort() {
    assertBadSignature(check().signedHost("api.example.org"));
    assertBadSignature(check().signedHost("localhost"));
  }

  @Test
  void refusesAVersion2SignatureOfAJsonBody() {
    SignedCall call = client().preauth("alice").version(Version.V2_SHA512);
    assertBadSignature(call.contentType("application/json").body("{\"username\":\"alice\"}"));
  }

  @Test
  void refusesARequestWithoutDate() {
    assertFailure(check().dateHeader("").send(), 40104, "Missing request timestamp");
  }

  @ParameterizedTest
  @ValueSource(longs = {-301, 303})
  void refusesADateMoreThanFiveMinutesAway(long seconds) {
    String date = SignedCall.rfc1123(Duration.ofSeconds(seconds));
    assertFailure(check().date(date).send(), 40105, "Bad request timestamp");
  }

  @ParameterizedTest
  @ValueSource(longs = {-295, 295})
  void acceptsADateOfAlmostFiveMinutesAway(long seconds) {
    String date = SignedCall.rfc1123(Duration.ofSeconds(seconds));
    assertThat(check().date(date).send().status()).isEqualTo(200);
  }

  @Test
  void refusesADateThatIsNone() {
    assertFailure(check().date("yesterday").send(), 40105, "Bad request timestamp");
  }

  @Test
  void refusesAnotherContentType() {
    Reply reply = client().preauth("alice").contentType("text/plain").send();
    assertFailure(reply, 40106, "Invalid content type");
  }

  @Test
  void refusesEverySignedCallOfAnotherKindOfIntegration() {
    SIMULATOR.duo().accessForbidden(true);
    assertFailure(check().send(), 40301, "Access forbidden");
  }

  @Test
  void answersPingWithoutCredentials() {
    Reply reply = client().call(Endpoint.PING).authorization("none").dateHeader("").send();
    long time = reply.json().at("/response/time").asLong();
    assertThat(time).isCloseTo(System.currentTimeMillis() / 1000, within());
  }

  private static Offset<Long> within() {
    return Offset.offset(5L);
  }

  private static void assertBadSignature(SignedCall call) {
    assertFailure(call.send(), 40103, "Invalid signature in request credentials");
  }

  private static void assertFailure(Reply reply, int code, String message) {
    assertThat(reply.text("/stat")).isEqualTo("FAIL");
    assertThat(reply.code()).isEqualTo(code);
    assertThat(reply.status()).isEqualTo(code / 100);
    assertThat(reply.text("/message")).isEqualTo(message);
  }

  private static TestClient client() {
    return SIMULATOR.client();
  }

  private static SignedCall check() {
    return client().call(Endpoint.CHECK);
  }
}
