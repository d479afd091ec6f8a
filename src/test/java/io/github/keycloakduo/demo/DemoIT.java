package io.github.keycloakduo.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakduo.recipes.RecipeScripts;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.browser.PlainBrowser;
import io.github.keycloakduo.testkit.realm.App;
import io.github.keycloakduo.testkit.server.Http;
import io.github.keycloakduo.testkit.server.Json;
import io.github.keycloakduo.testkit.server.NeedsPrograms;
import io.github.keycloakduo.testkit.server.ShellBlocks;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The demo, and what its readers do with it. */
@TestInstance(Lifecycle.PER_CLASS)
class DemoIT {
  private static final URI LANDING = URI.create("http://localhost:3000/");

  /** The demo application insists on PKCE; nobody redeems the code here. */
  private static final Map<String, String> PKCE =
      Map.of("code_challenge_method", "S256", "code_challenge", "c".repeat(43));

  private static final Duration SOON = Duration.ofSeconds(60);

  private final Path work;
  private final Demo demo;

  DemoIT(@TempDir Path work) {
    this.work = work;
    DemoFiles files = DemoFiles.of(Path.of(""));
    // The usual ports may belong to somebody else on this machine.
    demo = Demo.start(new DemoFiles(files.realm(), files.people(), work), new Ports(port -> false));
  }

  @AfterAll
  void stop() {
    demo.close();
  }

  @Test
  void letsAUserOfTheRealmInWithAPasscode() {
    assertThat(login("alice").arrived()).isTrue();
  }

  @Test
  void letsAUserOfTheDirectoryInWithAPasscode() {
    assertThat(login("ivan").arrived()).isTrue();
  }

  @Test
  void hasTheAdministrationPageReady() {
    JsonNode settings =
        Json.read(
            Http.send(
                    HttpRequest.newBuilder(
                        URI.create(demo.url() + "/realms/master/duo-mfa/console/settings")))
                .body());

    assertThat(settings.path("clientExists").asBoolean()).isTrue();
    assertThat(settings.path("page").asText()).startsWith(demo.url() + "/realms/master/");
  }

  @Test
  void speaksTheLanguageOfTheBrowser() {
    PlainBrowser german = new PlainBrowser(LANDING).withHeader("Accept-Language", "de-DE,de;q=0.9");

    assertThat(settled(password(german, "alice")).text()).contains("Anmeldung bestätigen");
  }

  @Test
  void letsOscarInWithHisAppWhileDuoIsSwitchedOff() {
    demo.duo().switchOff();
    try {
      Page page = passwordOf("oscar");
      String code = new OscarsApp().code();
      assertThat(page.form("#kc-duo-other-form").with("otp", code).submit().arrived()).isTrue();
    } finally {
      demo.duo().switchOn();
    }
    assertThat(passwordOf("oscar").has("#kc-duo-form")).isTrue();
  }

  @Test
  void givesNoTokenForAPasswordAlone() {
    URI endpoint = URI.create(demo.url() + "/realms/duo/protocol/openid-connect/token");
    Map<String, String> grant =
        Map.of(
            "grant_type", "password",
            "client_id", "admin-cli",
            "username", "frank",
            "password", "frank-pw");

    HttpResponse<String> answer = Http.send(Http.form(endpoint, grant));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("mfa_required").doesNotContain("access_token");
  }

  @Test
  void sendsAPushForABackchannelRequest() {
    URI base = URI.create(demo.url() + "/realms/duo/protocol/openid-connect/");
    Map<String, String> client = Map.of("client_id", "gateway", "client_secret", "gateway-secret");
    Map<String, String> request = new HashMap<>(client);
    request.putAll(Map.of("login_hint", "bob", "scope", "openid", "binding_message", "A-4711"));

    HttpResponse<String> answer = Http.send(Http.form(base.resolve("ext/ciba/auth"), request));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    demo.duo().pushes().awaitPending("bob", SOON);
    demo.duo().pushes().deny("bob");
  }

  @Test
  void tellsWhereToGo() {
    assertThat(Welcome.text(demo))
        .contains(demo.url() + "/realms/duo/account", demo.duo().host() + "/phone", "alice-pw")
        .contains(demo.duo().user("alice").unusedPasscodes().get(0))
        .contains("Port 8080 is taken; Keycloak uses");
  }

  @Nested
  @NeedsPrograms({"sh", "curl", "jq"})
  class Recipes {
    private final RecipeScripts scripts =
        RecipeScripts.of(URI.create(demo.url() + "/realms/duo"), "gateway-secret", work);

    @Test
    void theGatewayAsksForTheMissingPasscode() {
      RecipeScripts.Run run = scripts.gateway("frank-pw\n" + passcode("frank") + "\n", "frank");

      assertThat(run.status()).as(run.toString()).isZero();
      assertThat(run.err()).contains("Password of frank:", "Type one-time password:");
      assertThat(run.out().split("\\.")).hasSize(3);
    }

    @Test
    void theCommandsOfTheDocumentationEndInTokens() throws Exception {
      Files.createSymbolicLink(work.resolve("docs"), Path.of("docs").toAbsolutePath());
      ShellBlocks blocks = ShellBlocks.of(Path.of("docs", "gateways.md"));
      // The first one has the variables.
      assertThat(blocks.texts()).hasSize(3);
      List<String> passcodes = demo.duo().user("frank").unusedPasscodes();

      ShellBlocks.Run run =
          blocks
              .from(1)
              .strict()
              .run(
                  work,
                  Map.of("KEYCLOAK", demo.url() + "/realms/duo", "PASSCODE", passcodes.get(0)),
                  "frank-pw\n" + passcodes.get(1) + "\n");

      assertThat(run.status()).as(run.said()).isZero();
      assertThat(run.said())
          .contains("\"mfa_required\"", "\"access_token\"", "Password of frank:")
          .containsPattern("(?m)one-time password: ey[^.]+\\.[^.]+\\.[^.]+$");
    }

    @Test
    void theGatewayTakesThePasscodeFromTheUserName() {
      RecipeScripts.Run run =
          scripts.gateway("alice-pw\n", "otp=" + passcode("alice") + "@alice", "198.51.100.7");

      assertThat(run.status()).as(run.toString()).isZero();
      assertThat(run.out().split("\\.")).hasSize(3);
    }

    @Test
    void theGatewaySaysWhyItRefuses() {
      RecipeScripts.Run wrong = scripts.gateway("wrong\n", "frank");
      assertThat(wrong.status()).isEqualTo(1);
      assertThat(wrong.err()).contains("Invalid user credentials");
      RecipeScripts.Run unknown = scripts.gateway("dave-pw\n", "dave");
      assertThat(unknown.err()).contains("no second factor yet");
    }

    @Test
    void sshLetsInWithAPush() throws Exception {
      Process process = scripts.pam("alice", "alice-pw");
      demo.duo().pushes().awaitPending("alice", SOON);
      demo.duo().pushes().approve("alice");

      assertThat(RecipeScripts.finished(process).status()).isZero();
    }

    @Test
    void sshLetsInWithAPasscodeBehindThePassword() throws Exception {
      assertThat(
              RecipeScripts.finished(scripts.pam("frank", "frank-pw," + passcode("frank")))
                  .status())
          .isZero();
    }

    @Test
    void sshStaysClosedWithoutOne() throws Exception {
      RecipeScripts.Run run = RecipeScripts.finished(scripts.pam("frank", "frank-pw"));

      assertThat(run.status()).isEqualTo(7);
      assertThat(run.out()).contains("one-time password");
      assertThat(
              RecipeScripts.finished(scripts.pam("frank", "wrong," + passcode("frank"))).status())
          .isEqualTo(7);
    }
  }

  private String passcode(String user) {
    return demo.duo().user(user).unusedPasscodes().get(0);
  }

  private Page passwordOf(String user) {
    return settled(password(new PlainBrowser(LANDING), user));
  }

  private Page login(String user) {
    Page factor = passwordOf(user);
    return settled(factor.form("#kc-duo-form").with("passcode", passcode(user)).submit());
  }

  private Page password(PlainBrowser browser, String user) {
    return browser
        .open(app("demo-app").loginUrl(PKCE))
        .form("#kc-form-login")
        .with("username", user)
        .with("password", user + "-pw")
        .submit();
  }

  /** The first talk with Duo may take longer than a request waits for it. */
  private static Page settled(Page page) {
    Page latest = page;
    while (!latest.arrived() && latest.has("#duo-waiting")) {
      latest = latest.followMetaRefresh();
    }
    return latest;
  }

  private App app(String clientId) {
    return new App(URI.create(demo.url() + "/realms/duo"), clientId, LANDING);
  }
}
