package io.github.keycloakduo.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreauthTest {
  @RegisterExtension
  static final RunningSimulator SIMULATOR =
      new RunningSimulator(DuoSimulator.builder().publicHost("duo.example:8443"));

  @ParameterizedTest
  @CsvSource({
    "ACTIVE, auth, Account is active",
    "BYPASS, allow, Account is active",
    "DISABLED, deny, Your account is disabled and cannot access this application."
        + " Please contact your administrator.",
    "LOCKED_OUT, deny, Your account is disabled and cannot access this application."
        + " Please contact your administrator.",
    "NOT_ENROLLED, enroll, Enroll an authentication device to proceed",
    "DENIED_BY_POLICY, deny, Access is not allowed because you are not enrolled in Duo."
        + " Please contact your organization's IT help desk.",
  })
  void answersByTheStatusOfTheUser(UserStatus status, String result, String message) {
    SIMULATOR.duo().user("alice").status(status);
    Reply reply = client().preauth("ALICE").send();
    assertThat(reply.result()).isEqualTo(result);
    assertThat(reply.text("/response/status_msg")).isEqualTo(message);
    assertThat(reply.json().at("/response/devices").isMissingNode())
        .isEqualTo(!result.equals("auth"));
  }

  @Test
  void showsAPortalToThoseWhoMustEnrol() {
    Reply reply = client().preauth("nobody").send();
    assertThat(reply.text("/response/enroll_portal_url"))
        .startsWith("https://duo.example:8443/portal?code=");
  }

  @Test
  void showsCapabilitiesOfPhonesAndNoneOfTokens() {
    SIMULATOR
        .duo()
        .user("alice")
        .phone("DPALICE", "iPhone", Capability.SMS, Capability.AUTO, Capability.PUSH)
        .token("DHALICE", "0");

    JsonNode devices = client().preauth("alice").send().json().at("/response/devices");

    assertThat(devices.get(0).toString())
        .matches(
            "\\{\"device\":\"DPALICE\",\"type\":\"phone\",\"name\":\"iPhone\","
                + "\"number\":\"(XXX-XXX-\\d{4})\",\"display_name\":\"iPhone \\(\\1\\)\","
                + "\"capabilities\":\\[\"auto\",\"push\",\"sms\"]}");
    assertThat(devices.get(1).toString())
        .isEqualTo("{\"device\":\"DHALICE\",\"type\":\"token\",\"name\":\"0\"}");
  }

  @Test
  void tellsTheFirstDigitOfTheNextSmsCode() {
    SIMULATOR.duo().user("alice").phone("DPALICE", "iPhone", Capability.SMS);
    client().auth("alice", "sms").with("device", "auto").send();
    Reply reply = client().preauth("alice").send();
    assertThat(reply.text("/response/devices/0/sms_nextcode")).isEqualTo("1");
  }

  @Test
  void letsARememberedDeviceIn() {
    SIMULATOR.duo().user("alice").passcode("111111").remembersDevices(true);
    String token =
        client().passcode("alice", "111111").send().text("/response/trusted_device_token");

    Reply reply = client().preauth("alice").with("trusted_device_token", token).send();
    Reply other = client().preauth("alice").with("trusted_device_token", "other").send();

    assertThat(reply.result()).isEqualTo("allow");
    assertThat(other.result()).isEqualTo("auth");
  }

  private static TestClient client() {
    return SIMULATOR.client();
  }
}
