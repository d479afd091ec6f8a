package io.github.keycloakduo.simulator;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The parts of an HTTP request that a signature covers, as they came over the wire. */
record SignedRequest(
    String method,
    String host,
    String path,
    String date,
    List<Map.Entry<String, String>> query,
    List<Map.Entry<String, String>> form,
    boolean jsonBody,
    Buffer body,
    List<Map.Entry<String, String>> duoHeaders) {

  /** Compares in constant time nowhere: this service protects nothing. */
  boolean isSignedWith(String secret, String signature) {
    return switch (signature.length()) {
      case 40 -> !jsonBody && Canonical.hmac("HmacSHA1", secret, version2()).equals(signature);
      case 128 ->
          canonicals().stream()
              .anyMatch(text -> Canonical.hmac("HmacSHA512", secret, text).equals(signature));
      default -> false;
    };
  }

  private List<String> canonicals() {
    if (jsonBody) {
      return List.of(version4(), version5());
    }
    return method.equals("POST")
        ? List.of(version2())
        : List.of(version2(), version4(), version5());
  }

  private String version2() {
    return lines(method.equals("POST") ? form : query);
  }

  private String version4() {
    return lines(query) + "\n" + Canonical.sha512(body.getBytes());
  }

  private String version5() {
    byte[] headers = Canonical.headers(duoHeaders).getBytes(StandardCharsets.UTF_8);
    return version4() + "\n" + Canonical.sha512(headers);
  }

  private String lines(List<Map.Entry<String, String>> parameters) {
    return String.join(
        "\n", date, method, host.toLowerCase(Locale.ROOT), path, Canonical.parameters(parameters));
  }
}
