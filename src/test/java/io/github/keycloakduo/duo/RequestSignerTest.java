package io.github.keycloakduo.duo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.keycloakduo.mfa.Secret;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every value here comes from Duo's own client at the moment of the test. */
class RequestSignerTest {
  private static final String IKEY = "DIXXXXXXXXXXXXXXXXXX";
  private static final String SKEY = "deadbeefdeadbeefdeadbeefdeadbeefdeadbeef";
  private static final String DATE = "Tue, 21 Aug 2012 17:29:18 +0000";
  private static final String DUO = "api-12345678.duosecurity.com";

  private final RequestSigner signer = new RequestSigner(IKEY, new Secret(SKEY));

  static Stream<Arguments> requests() {
    return Stream.of(
        arguments("GET", DUO, "/auth/v2/check", Map.of()),
        arguments("get", DUO, "/auth/v2/check", Map.of()),
        arguments("GET", "API-12345678.DuoSecurity.com", "/auth/v2/check", Map.of()),
        arguments("GET", DUO, "/auth/v2/auth_status", Map.of("txid", "66f8-a b+c*d~e")),
        arguments("GET", DUO, "/x", Map.of("name", "Jürgen Müßig", "ſ", "日本", "emoji", "😀")),
        arguments("GET", DUO, "/x", Map.of("b", "2", "a", "1", "B", "", "_", "&=?/#%")),
        arguments("POST", DUO, "/auth/v2/preauth", Map.of()),
        arguments("POST", DUO, "/auth/v2/preauth", Map.of("username", "jürgen", "ipaddr", "::1")),
        arguments("POST", DUO, "/auth/v2/auth", Map.of("a", "~*+ ", "empty", "", "b", "</\"\\\n")),
        arguments("post", "API-X.DUOFEDERAL.COM", "/auth/v2/auth", Map.of("passcode", "0123")));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void signsAsDuosOwnClientDoes(
      String method, String host, String path, Map<String, String> values) {
    OfficialSignature official = new OfficialSignature(method, host, path, values).sign(IKEY, SKEY);
    boolean post = method.equalsIgnoreCase("POST");
    Parameters parameters = new Parameters();
    values.forEach(parameters::with);

    assertThat(
            signer.authorization(
                official.header("Date"),
                method,
                host,
                path,
                post ? "" : parameters.query(),
                post ? official.body() : ""))
        .isEqualTo(official.header("Authorization"));
  }

  @Test
  void signsEveryPartOfTheRequest() {
    assertThat(
            Stream.of(
                sign(DATE, "GET", DUO, "/a", "b=1", ""),
                sign("Tue, 21 Aug 2012 17:29:19 +0000", "GET", DUO, "/a", "b=1", ""),
                sign(DATE, "POST", DUO, "/a", "b=1", ""),
                sign(DATE, "GET", DUO + ":8443", "/a", "b=1", ""),
                sign(DATE, "GET", DUO, "/b", "b=1", ""),
                sign(DATE, "GET", DUO, "/a", "b=2", ""),
                sign(DATE, "GET", DUO, "/a", "b=1", "{}"),
                new RequestSigner(IKEY, new Secret("other"))
                    .authorization(DATE, "GET", DUO, "/a", "b=1", "")))
        .doesNotHaveDuplicates();
  }

  private String sign(
      String date, String method, String host, String path, String query, String body) {
    return signer.authorization(date, method, host, path, query, body);
  }
}
