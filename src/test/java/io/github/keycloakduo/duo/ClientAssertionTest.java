package io.github.keycloakduo.duo;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.interfaces.DecodedJWT;
import com.duosecurity.exception.DuoException;
import io.github.keycloakduo.mfa.Fault;
import io.github.keycloakduo.mfa.PromptRequest;
import io.github.keycloakduo.mfa.Result;
import io.github.keycloakduo.mfa.Secret;
import io.github.keycloakduo.settings.DuoIntegration;
import io.github.keycloakduo.settings.HostAndPort;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class ClientAssertionTest {
  private static final Instant NOW = Instant.parse("2031-02-03T04:05:06Z");
  private static final String CLIENT_ID = "DIXXXXXXXXXXXXXXXXXX";
  private static final String SECRET = "s".repeat(40);
  private static final HostAndPort HOST = new HostAndPort("api-12345678.duosecurity.com", 443);
  private static final DuoIntegration APPLICATION =
      new DuoIntegration(CLIENT_ID, new Secret(SECRET), true);

  private final AtomicReference<HttpCall> sent = new AtomicReference<>();
  private final UniversalClient client =
      new UniversalClient(
          HOST,
          APPLICATION,
          this::send,
          Clock.fixed(NOW, ZoneOffset.UTC),
          (end, result, took) -> {});

  @Test
  void livesFiveMinutesFromTheClockPassedIn() {
    for (DecodedJWT assertion : new DecodedJWT[] {ofHealthCheck(), ofExchange()}) {
      assertThat(assertion.getIssuedAtAsInstant()).isEqualTo(NOW);
      assertThat(assertion.getExpiresAtAsInstant()).isEqualTo(NOW.plus(Duration.ofMinutes(5)));
    }
  }

  @Test
  void saysWhatTheOneOfDuosSdkSaysApartFromItsTimes() throws DuoException {
    OfficialAssertion official = new OfficialAssertion(CLIENT_ID, SECRET, HOST.host());

    assertThat(lasting(ofHealthCheck())).isEqualTo(lasting(official.ofHealthCheck()));
    assertThat(lasting(ofExchange())).isEqualTo(lasting(official.ofExchange()));
  }

  @Test
  void isSignedWithTheClientSecretAndMadeForOneUse() {
    DecodedJWT first = ofExchange();
    DecodedJWT second = ofExchange();

    Algorithm.HMAC512(SECRET).verify(first);
    assertThat(first.getId()).hasSizeGreaterThanOrEqualTo(16).isNotEqualTo(second.getId());
  }

  @Test
  void showsItsTokenNowhere() {
    assertThat(ClientAssertion.of(APPLICATION, HOST, OidcEndpoint.TOKEN, NOW).toString())
        .doesNotContain("eyJ");
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AUTHORIZE")
  void leavesThePortOutOfItsAudience(OidcEndpoint endpoint) {
    HostAndPort test = new HostAndPort("localhost", 8443);

    assertThat(
            JWT.decode(ClientAssertion.of(APPLICATION, test, endpoint, NOW).token()).getAudience())
        .containsExactly("https://localhost" + endpoint.path());
  }

  @ParameterizedTest
  @CsvSource({"-3300, false", "-301, false", "-300, true", "0, true", "299, true", "300, false"})
  void knowsWhenDuoTakesIt(long aheadOfUs, boolean current) {
    ClientAssertion assertion =
        ClientAssertion.of(APPLICATION, HOST, OidcEndpoint.HEALTH_CHECK, NOW);

    assertThat(assertion.isCurrentAt(NOW.plusSeconds(aheadOfUs))).isEqualTo(current);
  }

  private DecodedJWT ofHealthCheck() {
    Replies.await(client.healthCheck(Duration.ofSeconds(1)));
    return assertion();
  }

  private DecodedJWT ofExchange() {
    PromptRequest ticket =
        new PromptRequest(
            "alice", new Secret("state"), new Secret("nonce"), URI.create("https://app.example/"));
    Replies.await(client.exchange(new Secret("code"), ticket, Duration.ofSeconds(1)));
    return assertion();
  }

  /** Header and claims that are the same in each assertion. */
  private static Map<String, String> lasting(DecodedJWT assertion) {
    Map<String, String> lasting = new TreeMap<>();
    lasting.put("alg", assertion.getAlgorithm());
    lasting.put("typ", assertion.getType());
    assertion.getClaims().forEach((name, value) -> lasting.put(name, value.toString()));
    lasting.keySet().removeAll(Set.of("jti", "iat", "exp"));
    return lasting;
  }

  private DecodedJWT assertion() {
    Map<String, String> form =
        Arrays.stream(Objects.requireNonNull(sent.get()).body().split("&"))
            .map(pair -> pair.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> decoded(pair[1])));
    return JWT.decode(form.getOrDefault("client_assertion", ""));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private CompletableFuture<Result<HttpResponse>> send(HttpCall call, Duration limit) {
    sent.set(call);
    return CompletableFuture.completedFuture(Result.failed(Fault.Kind.REFUSED, "nothing is sent"));
  }
}
