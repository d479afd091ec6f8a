package io.github.keycloakduo.duo;

import io.github.keycloakduo.mfa.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signer of requests by Duo's signature version 5: HMAC-SHA-512 (RFC 2104) over date, method,
 * host, path, query, body hash and header hash. We send no {@code X-Duo-} headers, so that the last
 * hash is over nothing.
 *
 * @see <a href="https://duo.com/docs/authapi#authentication">Duo Auth API, Authentication</a>
 */
final class RequestSigner {
  private final String ikey;
  private final Secret skey;

  RequestSigner(String ikey, Secret skey) {
    this.ikey = ikey;
    this.skey = skey;
  }

  /**
   * The value of the Authorization header.
   *
   * @param date byte for byte what the Date header says
   * @param host byte for byte what the Host header says
   * @param query canonical: encoded and sorted; empty for none
   * @param body the bytes that are sent, as text; empty for none
   */
  String authorization(
      String date, String method, String host, String path, String query, String body) {
    String canonical =
        String.join(
            "\n",
            List.of(
                date,
                method.toUpperCase(Locale.ROOT),
                host.toLowerCase(Locale.ROOT),
                path,
                query,
                sha512(body),
                sha512("")));
    String credentials = ikey + ":" + hmac(canonical);
    return "Basic "
        + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
  }

  private String hmac(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA512");
      mac.init(new SecretKeySpec(skey.value().getBytes(StandardCharsets.UTF_8), "HmacSHA512"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String sha512(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-512");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
