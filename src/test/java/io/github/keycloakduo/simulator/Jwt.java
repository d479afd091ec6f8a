package io.github.keycloakduo.simulator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A JSON web token with an HMAC, written and read without any library. */
record Jwt(Map<String, Object> header, Map<String, Object> claims) {
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Map<String, String> ALGORITHMS =
      Map.of("HS256", "HmacSHA256", "HS512", "HmacSHA512");

  /** Duo enforces it without any allowance for clocks. */
  private static final Duration MAX_LIFE = Duration.ofHours(1);

  /** The algorithm {@code none} gives an empty signature. */
  String sign(String key) {
    String signed = encode(Json.write(header)) + "." + encode(Json.write(claims));
    String algorithm = ALGORITHMS.get(String.valueOf(header.get("alg")));
    return signed + "." + (algorithm == null ? "" : mac(algorithm, key, signed));
  }

  /** Empty unless the text is a token with a good signature by one of Duo's algorithms. */
  static Optional<Jwt> verified(String text, String key) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      Jwt token = new Jwt(decode(parts[0]), decode(parts[1]));
      String algorithm = ALGORITHMS.get(String.valueOf(token.header.get("alg")));
      if (algorithm == null) {
        return Optional.empty();
      }
      byte[] expected =
          mac(algorithm, key, parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
      byte[] given = parts[2].getBytes(StandardCharsets.US_ASCII);
      return MessageDigest.isEqual(expected, given) ? Optional.of(token) : Optional.empty();
    } catch (IOException | IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  /** The claim as text, or nothing when it is absent. */
  String text(String name) {
    Object value = claims.get(name);
    return value == null ? "" : value.toString();
  }

  /** A time in seconds; 0 when it is absent. */
  long seconds(String name) {
    return claims.get(name) instanceof Number number ? number.longValue() : 0;
  }

  /** Whether it expires after this instant, but at most an hour after it. */
  boolean isCurrentAt(Instant now) {
    long expires = seconds("exp");
    return expires > now.getEpochSecond() && expires <= now.plus(MAX_LIFE).getEpochSecond();
  }

  private static String encode(String text) {
    return ENCODER.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, Object> decode(String part) throws IOException {
    return Json.read(Base64.getUrlDecoder().decode(part));
  }

  private static String mac(String algorithm, String key, String text) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), algorithm));
      return ENCODER.encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException(e);
    }
  }
}
