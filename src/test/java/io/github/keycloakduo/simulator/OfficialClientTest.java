package io.github.keycloakduo.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.duosecurity.client.Auth;
import com.duosecurity.client.Http;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Duo's own Java client: it takes no port, so it reaches the simulator through a proxy. */
class OfficialClientTest {
  private static final String TRUST_STORE = "javax.net.ssl.trustStore";
  private static final String TRUST_PASSWORD = "javax.net.ssl.trustStorePassword";

  @RegisterExtension static final RunningSimulator SIMULATOR = new RunningSimulator();

  private static @Nullable String oldStore;
  private static @Nullable String oldPassword;

  private final ConnectProxy proxy = ConnectProxy.start();

  /** The client reads the JVM's trust store each time; other tests must not see this one. */
  @BeforeAll
  static void trustTheSimulator(@TempDir Path directory) throws Exception {
    Path store = directory.resolve("trust.p12");
    try (OutputStream file = Files.newOutputStream(store)) {
      Trust.storeOf(SIMULATOR.duo().ca()).store(file, "changeit".toCharArray());
    }
    oldStore = System.setProperty(TRUST_STORE, store.toString());
    oldPassword = System.setProperty(TRUST_PASSWORD, "changeit");
  }

  @AfterAll
  static void restoreTrust() {
    restore(TRUST_STORE, oldStore);
    restore(TRUST_PASSWORD, oldPassword);
  }

  @BeforeEach
  void addAlice() {
    proxy.map("localhost:443", duo().host());
    duo().user("alice").phone("DPALICE", "iPhone", Capability.PUSH).passcode("123456");
  }

  @AfterEach
  void stopProxy() {
    proxy.close();
  }

  @Test
  void pingsAndChecks() throws Exception {
    assertThat(call(Endpoint.PING, Map.of()).getInt("time")).isPositive();
    assertThat(call(Endpoint.CHECK, Map.of()).getInt("time")).isPositive();
    assertThat(proxy.tunnels()).isEqualTo(2);
    assertThat(duo().requests().last(Endpoint.CHECK).headers()).containsEntry("host", "localhost");
  }

  @Test
  void reportsAWrongSecretAsDuoDoes() {
    Http request = request(Endpoint.CHECK);
    assertThatThrownBy(
            () -> {
              request.signRequest(duo().ikey(), "wrong");
              request.executeRequest();
            })
        .hasMessageContaining("40103");
  }

  @Test
  void readsTheDevicesOfAUser() throws Exception {
    JSONObject preauth = call(Endpoint.PREAUTH, Map.of("username", "alice"));
    assertThat(preauth.getString("result")).isEqualTo("auth");
    assertThat(preauth.getJSONArray("devices").getJSONObject(0).getString("device"))
        .isEqualTo("DPALICE");
  }

  @Test
  void usesAPasscode() throws Exception {
    Map<String, String> parameters =
        Map.of("username", "alice", "factor", "passcode", "passcode", "123456");
    assertThat(call(Endpoint.AUTH, parameters).getString("result")).isEqualTo("allow");
    assertThat(call(Endpoint.AUTH, parameters).getString("status_msg"))
        .startsWith("This passcode has already been used");
  }

  @Test
  void followsAPushToItsApproval() throws Exception {
    String txid = push();
    assertThat(status(txid).getString("result")).isEqualTo("waiting");
    duo().pushes().approve("alice");
    assertThat(status(txid).getString("result")).isEqualTo("allow");
  }

  @Test
  void followsAPushToItsDenial() throws Exception {
    String txid = push();
    duo().pushes().deny("alice");
    assertThat(status(txid).getString("status")).isEqualTo("deny");
  }

  private String push() throws Exception {
    Map<String, String> parameters =
        Map.of("username", "alice", "factor", "push", "device", "auto", "async", "1");
    return call(Endpoint.AUTH, parameters).getString("txid");
  }

  private JSONObject status(String txid) throws Exception {
    return call(Endpoint.AUTH_STATUS, Map.of("txid", txid));
  }

  private JSONObject call(Endpoint endpoint, Map<String, String> parameters) throws Exception {
    Http request = request(endpoint);
    parameters.forEach(request::addParam);
    request.signRequest(duo().ikey(), duo().skey());
    return (JSONObject) request.executeRequest();
  }

  private Http request(Endpoint endpoint) {
    // The setters cannot be chained outside the client's own package.
    Auth.AuthBuilder builder =
        new Auth.AuthBuilder(endpoint.method(), "localhost", endpoint.path());
    builder.useCustomCertificates(new String[] {duo().caPin()});
    Http request = builder.build();
    request.setProxy(proxy.host(), proxy.port());
    return request;
  }

  private static void restore(String property, @Nullable String value) {
    if (value == null) {
      System.clearProperty(property);
    } else {
      System.setProperty(property, value);
    }
  }

  private static DuoSimulator duo() {
    return SIMULATOR.duo();
  }
}
