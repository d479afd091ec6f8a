package io.github.keycloakduo.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.duosecurity.Client;
import com.duosecurity.exception.DuoException;
import com.duosecurity.model.Token;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.browser.PlainBrowser;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Duo's own library for the Universal Prompt, as it is, through its own HTTP client. */
class OfficialUniversalTest {
  private static final String TRUST_STORE = "javax.net.ssl.trustStore";
  private static final String TRUST_PASSWORD = "javax.net.ssl.trustStorePassword";
  private static final URI LANDING = URI.create("https://app.example/back?tab=1");

  @RegisterExtension static final RunningSimulator SIMULATOR = new RunningSimulator();

  private static @Nullable String oldStore;
  private static @Nullable String oldPassword;

  private final ConnectProxy proxy = ConnectProxy.start();

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
    duo().user("alice").phone("DPALICE", "iPhone", Capability.PUSH);
  }

  @AfterEach
  void stopProxy() {
    proxy.close();
  }

  @Test
  void findsDuoHealthy() throws Exception {
    assertThat(client(duo().skey()).healthCheck().wasSuccess()).isTrue();
  }

  @Test
  void isToldOfAWrongSecret() throws Exception {
    Client wrong = client("w".repeat(40));

    // Its way to say so: it reads the body of a refusal, and there is none for it.
    assertThatThrownBy(wrong::healthCheck).isInstanceOf(NullPointerException.class);
  }

  @Test
  void exchangesTheCodeOfAnApprovalOnce() throws Exception {
    Client client = client(duo().skey());
    String state = client.generateState();
    Page back = prompt(client, state).form("#prompt").press("#prompt-approve").submit();

    assertThat(back.parameter("tab")).contains("1");
    assertThat(back.parameter("state")).contains(state);
    String code = back.parameter("duo_code").orElseThrow();
    Token token = client.exchangeAuthorizationCodeFor2FAResult(code, "alice");

    assertThat(token.getAuth_result().getResult()).isEqualTo("allow");
    assertThat(token.getAuth_context().getFactor()).isEqualTo("duo_push");
    assertThat(token.getAuth_context().getUser().getName()).isEqualTo("alice");
    assertThatThrownBy(() -> client.exchangeAuthorizationCodeFor2FAResult(code, "alice"))
        .isInstanceOf(DuoException.class)
        .hasMessageContaining("invalid_grant");
  }

  @Test
  void isSentBackWithAnErrorAfterACancel() throws Exception {
    Client client = client(duo().skey());
    Page back =
        prompt(client, client.generateState()).form("#prompt").press("#prompt-cancel").submit();

    assertThat(back.parameter("error")).contains("access_denied");
    assertThat(back.parameter("duo_code")).isEmpty();
  }

  /** What the library checks by itself. */
  static Stream<IdTokenEdit> forgeries() {
    return Stream.of(
        draft -> draft.signedWith("x".repeat(40)),
        draft -> draft.algorithm("none"),
        draft -> draft.algorithm("HS256"),
        draft -> draft.with("iss", "https://evil.example/oauth/v1/token"),
        draft -> draft.with("aud", "DIOTHEROTHEROTHEROTH"),
        draft -> draft.with("exp", 1_000_000_000L),
        draft -> draft.with("preferred_username", "mallory"));
  }

  @ParameterizedTest
  @MethodSource("forgeries")
  void refusesAForgedToken(IdTokenEdit forgery) throws Exception {
    Client client = client(duo().skey());
    Page back =
        prompt(client, client.generateState()).form("#prompt").press("#prompt-approve").submit();
    duo().prompts().tamper(forgery);

    assertThatThrownBy(
            () ->
                client.exchangeAuthorizationCodeFor2FAResult(
                    back.parameter("duo_code").orElseThrow(), "alice"))
        .isInstanceOf(DuoException.class);
  }

  @Test
  void showsNoPromptForARequestSignedWithAnotherSecret() throws Exception {
    Client wrong = client("w".repeat(40));

    assertThat(prompt(wrong, wrong.generateState()).status()).isEqualTo(400);
  }

  private static Page prompt(Client client, String state) throws DuoException {
    String url =
        client
            .createAuthUrl("alice", state)
            .replace("https://localhost", "https://" + duo().host());
    return new PlainBrowser(LANDING).trusting(duo().clientContext()).open(URI.create(url));
  }

  private Client client(String secret) throws DuoException {
    return new Client.Builder(
            duo().ikey(), secret, proxy.host(), proxy.port(), "localhost", LANDING.toString())
        .setCACerts(new String[] {duo().caPin()})
        .build();
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
