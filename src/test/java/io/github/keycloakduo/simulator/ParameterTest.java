package io.github.keycloakduo.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.simulator.SignedCall.Version;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterTest {
  @RegisterExtension static final RunningSimulator SIMULATOR = new RunningSimulator();

  @BeforeEach
  void addAlice() {
    SIMULATOR.duo().user("alice").phone("DPALICE", "iPhone", Capability.PUSH, Capability.SMS);
  }

  @Test
  void wantsAUser() {
    assertMissing(client().call(Endpoint.PREAUTH), "username");
    assertMissing(
        client().call(Endpoint.AUTH).with("factor", "sms").with("device", "auto"), "username");
  }

  @Test
  void refusesAUserNamedTwice() {
    String id = SIMULATOR.duo().user("alice").id();
    assertInvalid(client().preauth("alice").with("user_id", id), "user_id");
    assertThat(client().call(Endpoint.PREAUTH).with("user_id", id).send().result())
        .isEqualTo("auth");
    assertInvalid(client().call(Endpoint.PREAUTH).with("user_id", "DUNOBODY"), "user_id");
  }

  @Test
  void refusesAnUnknownUserAtAuthOnly() {
    assertInvalid(client().passcode("nobody", "123456"), "username");
    assertThat(client().preauth("nobody").send().result()).isEqualTo("enroll");
  }

  @ParameterizedTest
  @CsvSource({
    "push, device",
    "sms, device",
    "phone, device",
    "auto, device",
    "passcode, passcode",
  })
  void wantsWhatTheFactorNeeds(String factor, String parameter) {
    assertMissing(client().auth("alice", factor), parameter);
  }

  @Test
  void wantsAFactorThatExists() {
    assertMissing(client().call(Endpoint.AUTH).with("username", "alice"), "factor");
    assertInvalid(client().auth("alice", "telepathy"), "factor");
    assertInvalid(client().auth("alice", "PUSH").with("device", "auto"), "factor");
  }

  @ParameterizedTest
  @CsvSource({
    "passcode, device, auto",
    "sms, passcode, 123456",
    "push, passcode, 123456",
    "phone, pushinfo, a=b",
    "sms, txid, x",
    "push, colour, red",
    "push, async, yes",
    "push, ipaddr, example.org",
    "push, ipaddr, 1.2.3.400",
    "push, pushinfo, a=1&a=2",
  })
  void refusesWhatDoesNotBelongToTheFactor(String factor, String name, String value) {
    SignedCall call = client().auth("alice", factor);
    call.with(factor.equals("passcode") ? "passcode" : "device", "auto");
    assertInvalid(call.with(name, value), name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.7", "::1", "2001:db8::7", "::ffff:192.0.2.7"})
  void acceptsAddressesOfBothKinds(String address) {
    Reply reply = client().preauth("alice").with("ipaddr", address).send();
    assertThat(reply.result()).isEqualTo("auth");
  }

  @Test
  void refusesTooMuchPushInfo() {
    assertInvalid(client().push("alice").with("pushinfo", "a=" + "b".repeat(20_000)), "pushinfo");
  }

  @Test
  void refusesADeviceThatIsUnknownOrCannotDoIt() {
    assertInvalid(client().auth("alice", "push").with("device", "DPOTHER"), "device");
    assertInvalid(client().auth("alice", "phone").with("device", "auto"), "device");
  }

  @Test
  void refusesUnknownParametersEverywhere() {
    assertInvalid(client().call(Endpoint.CHECK).with("x", "1"), "x");
    assertInvalid(client().preauth("alice").with("factor", "push"), "factor");
    assertInvalid(client().status("t").with("x", "1"), "x");
    assertMissing(client().call(Endpoint.AUTH_STATUS), "txid");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"username\":\"alice\",\"username\":\"bob\"}",
        "{\"username\":{\"a\":1}}",
        "{\"username\":null}",
        "[]",
        "null",
        "{",
        "{} {}",
      })
  void refusesABodyThatIsNotAPlainJsonObject(String body) {
    assertThat(client().call(Endpoint.PREAUTH).body(body).send().code()).isEqualTo(40002);
  }

  @Test
  void refusesAFormParameterGivenTwice() {
    SignedCall call = client().preauth("alice").version(Version.V2_SHA512);
    // Signed as one parameter, so the signature is wrong as well: Duo sees that first.
    assertThat(call.body("username=alice&username=alice").send().code()).isEqualTo(40103);
  }

  @Test
  void doesNotKnowOtherPathsAndMethods() {
    assertThat(client().call("GET", "/auth/v2/nothing").send().code()).isEqualTo(40401);
    assertThat(client().call("GET", "/auth/v2/preauth").send().code()).isEqualTo(40501);
    assertThat(SIMULATOR.duo().requests().count(Endpoint.OTHER)).isEqualTo(1);
  }

  private static void assertMissing(SignedCall call, String parameter) {
    Reply reply = call.send();
    assertThat(reply.code()).isEqualTo(40001);
    assertThat(reply.text("/message")).isEqualTo("Missing required request parameters");
    assertThat(reply.text("/message_detail")).isEqualTo(parameter);
  }

  private static void assertInvalid(SignedCall call, String parameter) {
    Reply reply = call.send();
    assertThat(reply.code()).isEqualTo(40002);
    assertThat(reply.text("/message")).isEqualTo("Invalid request parameters");
    assertThat(reply.text("/message_detail")).isEqualTo(parameter);
  }

  private static TestClient client() {
    return SIMULATOR.client();
  }
}
