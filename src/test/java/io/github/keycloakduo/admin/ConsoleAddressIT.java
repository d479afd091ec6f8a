package io.github.keycloakduo.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.browser.Chrome;
import io.github.keycloakduo.testkit.browser.ClientApp;
import io.github.keycloakduo.testkit.browser.Look;
import io.github.keycloakduo.testkit.browser.NeedsChromium;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.TestUser;
import io.github.keycloakduo.testkit.server.AdminClient;
import io.github.keycloakduo.testkit.server.Http;
import io.github.keycloakduo.testkit.server.KeycloakUnderTest;
import io.github.keycloakduo.testkit.server.ServerOptions;
import io.github.keycloakduo.testkit.server.ZipKeycloak;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page of administration where the admin interface has an address of its own. */
@NeedsChromium
class ConsoleAddressIT {
  @Test
  void livesAtTheAddressOfTheAdminInterfaceAndSignsInAtThatOfUsers(Chrome chrome)
      throws IOException {
    String port = Integer.toString(freePort());
    String users = "http://localhost:" + port;
    String administrators = "http://127.0.0.1:" + port;
    try (ClientApp client = ClientApp.start();
        KeycloakUnderTest keycloak =
            ZipKeycloak.start(
                ServerOptions.defaults()
                    .with("http-port", port)
                    .with("hostname", users)
                    .with("hostname-admin", administrators)
                    .with("spi-realm-restapi-extension--duo-mfa--console", "true"));
        TestRealm realm = TestRealm.create(keycloak, client.redirectUri())) {
      realm.admin().post("/duo-mfa/console", Map.of());
      TestUser user = administrator(realm);
      String path = "/realms/" + realm.name() + "/duo-mfa/console";

      Page page = chrome.open(Look.desktop(), URI.create(users + path));
      page.locator("#username").waitFor();
      assertThat(page.url()).startsWith(users + "/realms/" + realm.name() + "/protocol/");
      page.fill("#username", user.username());
      page.fill("#password", user.password());
      page.click("#kc-login");

      assertThat(page.locator("h1")).hasText("Configurations");
      assertThat(page).hasURL(administrators + path + "#/configurations");
      assertThat(page.locator("main [role=alert]")).hasCount(0);
    }
  }

  /** Some proxies and people add a slash; the files of the page would not be found below it. */
  @Test
  @ExtendWith(KeycloakExtension.class)
  void aSlashTooManyLeadsToThePage(KeycloakUnderTest keycloak) {
    String page = keycloak.baseUrl() + "/realms/master/duo-mfa/console";

    assertThat(status(page)).isEqualTo(200);
    assertThat(
            Http.send(HttpRequest.newBuilder(URI.create(page + "/")))
                .headers()
                .firstValue("Location"))
        .contains(page);
  }

  static int status(String address) {
    return Http.send(HttpRequest.newBuilder(URI.create(address))).statusCode();
  }

  private static TestUser administrator(TestRealm realm) {
    TestUser user = realm.users().create("administrator");
    AdminClient admin = realm.admin();
    String client = admin.get("/clients?clientId=realm-management").get(0).path("id").asText();
    admin.post(
        "/users/" + user.id() + "/role-mappings/clients/" + client,
        List.of(admin.get("/clients/" + client + "/roles/realm-admin")));
    return user;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
