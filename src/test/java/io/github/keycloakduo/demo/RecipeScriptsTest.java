package io.github.keycloakduo.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.keycloakduo.testkit.server.NeedsPrograms;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the scripts make of an HTTP 200 that may come from anybody. */
@NeedsPrograms({"sh", "curl", "jq"})
class RecipeScriptsTest {
  private static final String TOKEN = "header.claims.signature";

  private final Path work;
  private final HttpServer server;
  private volatile String answer = "";
  private volatile String asked = "";

  RecipeScriptsTest(@TempDir Path work) throws IOException {
    this.work = work;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void start() {
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE html><html><body><form id=\"kc-duo-form\"></form></body></html>",
        "",
        "{}",
        "[]",
        "null",
        "\"access_token\"",
        "{\"token_type\":\"Bearer\"}",
        "{\"access_token\":\"\"}",
        "{\"access_token\":null}",
        "{\"access_token\":true}",
        "{\"access_token\":{\"a\":\"b\"}}",
        "{\"access_token\":\"cut off",
        "{\"access_token\":\"" + TOKEN + "\"}<html>",
      })
  void nobodyGetsInWithoutAToken(String body) throws Exception {
    answer = body;

    RecipeScripts.Run gateway = scripts().gateway("alice-pw\n", "alice");
    assertThat(gateway.status()).as(gateway.toString()).isEqualTo(1);
    assertThat(gateway.out()).isEmpty();
    assertThat(gateway.err()).contains("no access token");

    assertThat(RecipeScripts.finished(scripts().pam("alice", "alice-pw")).status()).isEqualTo(9);
    assertThat(asked).contains("username=alice", "password=alice-pw");
  }

  @Test
  void aTokenIsALogin() throws Exception {
    answer = "{\"token_type\":\"Bearer\",\n \"access_token\":\"" + TOKEN + "\"}";

    RecipeScripts.Run gateway = scripts().gateway("alice-pw\n", "alice");
    assertThat(gateway.status()).as(gateway.toString()).isZero();
    assertThat(gateway.out()).isEqualTo(TOKEN);

    RecipeScripts.Run pam = RecipeScripts.finished(scripts().pam("alice", "alice-pw"));
    assertThat(pam.status()).as(pam.toString()).isZero();
    assertThat(pam.out()).isEmpty();
  }

  /** D16: the caller may own the name, and with it what the name resolves to. */
  @ParameterizedTest
  @ValueSource(strings = {"host.example", "cafe.de", "localhost", "10.0.0.1.example", "::1 x", "*"})
  void nobodyGetsInFromAPlaceThatHasOnlyAName(String from) throws Exception {
    answer = "{\"access_token\":\"" + TOKEN + "\"}";

    RecipeScripts.Run pam = RecipeScripts.finished(scripts().pam("alice", "alice-pw", from));

    assertThat(pam.status()).as(pam.toString()).isEqualTo(9);
    assertThat(pam.out()).contains("UseDNS");
    assertThat(asked).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "198.51.100.9, client_ip=198.51.100.9",
    "2001:db8::77, client_ip=2001%3Adb8%3A%3A77",
    "::ffff:198.51.100.9, client_ip=%3A%3Affff%3A198.51.100.9",
    "fe80::1%eth0, client_ip=fe80%3A%3A1",
  })
  void anAddressIsSentAsItIs(String from, String sent) throws Exception {
    answer = "{\"access_token\":\"" + TOKEN + "\"}";

    assertThat(RecipeScripts.finished(scripts().pam("alice", "alice-pw", from)).status()).isZero();

    assertThat(asked).containsIgnoringCase(sent);
  }

  @Test
  void whoIsAtTheMachineItselfHasNoAddress() throws Exception {
    answer = "{\"access_token\":\"" + TOKEN + "\"}";

    assertThat(RecipeScripts.finished(scripts().pam("alice", "alice-pw", "")).status()).isZero();

    assertThat(asked).contains("username=alice").doesNotContain("client_ip");
  }

  private RecipeScripts scripts() {
    int port = server.getAddress().getPort();
    return new RecipeScripts(URI.create("http://127.0.0.1:" + port + "/realms/duo"), work);
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    byte[] body = answer.getBytes(StandardCharsets.UTF_8);
    // Zero would mean a body of unknown length.
    exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }
}
