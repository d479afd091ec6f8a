package io.github.keycloakduo.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EnrollTest {
  @RegisterExtension static final RunningSimulator SIMULATOR = new RunningSimulator();

  @Test
  void waitsForTheNewUserToActivateAPhone() {
    Reply reply = client().call(Endpoint.ENROLL).with("username", "dave").send();
    assertThat(reply.text("/response/username")).isEqualTo("dave");
    assertThat(reply.text("/response/activation_barcode")).startsWith("https://");
    assertThat(client().preauth("dave").send().result()).isEqualTo("enroll");
    assertThat(status(reply)).isEqualTo("waiting");

    duo().user("dave").phone("DPDAVE", "iPhone", Capability.PUSH).status(UserStatus.ACTIVE);

    assertThat(status(reply)).isEqualTo("success");
  }

  @Test
  void refusesAUserWhoNeverFinishedTheEnrolment() {
    client().call(Endpoint.ENROLL).with("username", "dave").send();
    Reply again = client().call(Endpoint.ENROLL).with("username", "dave").send();
    assertThat(again.code()).isEqualTo(40002);
  }

  @Test
  void inventsANameAndHandsOutBypassCodes() {
    Reply reply = client().call(Endpoint.ENROLL).with("bypass_codes", "2").send();
    assertThat(reply.text("/response/username")).isNotEmpty();
    assertThat(reply.json().at("/response/bypass_codes")).hasSize(2);
  }

  @Test
  void refusesANameThatIsTaken() {
    duo().user("alice");
    Reply reply = client().call(Endpoint.ENROLL).with("username", "Alice").send();
    assertThat(reply.code()).isEqualTo(40002);
    assertThat(reply.text("/message_detail")).isEqualTo("username");
  }

  @Test
  void knowsNoOtherActivationCode() {
    Reply reply =
        client()
            .call(Endpoint.ENROLL_STATUS)
            .with("user_id", "DUX")
            .with("activation_code", "x")
            .send();
    assertThat(reply.text("/response")).isEqualTo("invalid");
  }

  @Test
  void answersALogoAsAnImage() throws Exception {
    var logo =
        client().http().send(client().call(Endpoint.LOGO).request(), BodyHandlers.ofByteArray());
    assertThat(logo.headers().firstValue("Content-Type")).contains("image/png");
    assertThat(logo.body()).startsWith(0x89, 'P', 'N', 'G');
  }

  private static String status(Reply enrolled) {
    return client()
        .call(Endpoint.ENROLL_STATUS)
        .with("user_id", enrolled.text("/response/user_id"))
        .with("activation_code", enrolled.text("/response/activation_code"))
        .send()
        .text("/response");
  }

  private static DuoSimulator duo() {
    return SIMULATOR.duo();
  }

  private static TestClient client() {
    return SIMULATOR.client();
  }
}
