package io.github.keycloakduo.mfa;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * A hash of texts that only the holder of a key can compute: an HMAC (RFC 2104) with SHA-512, as 86
 * characters of unpadded base64url. Whoever signs with a key of another purpose names the own one
 * in the first text.
 */
public final class KeyedHash {
  /** The form of the text, as part of a regular expression. */
  public static final String FORM = "[A-Za-z0-9_-]{86}";

  private static final String ALGORITHM = "HmacSHA512";
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private KeyedHash() {}

  /** The hash. */
  public static String of(SecretKey key, List<String> texts) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return BASE64.encodeToString(mac.doFinal(ascii(StableHash.of(texts))));
    } catch (GeneralSecurityException unusable) {
      throw new IllegalStateException(unusable);
    }
  }

  /** Whether one of the keys has made the hash of these texts. */
  public static boolean matches(String hash, Collection<SecretKey> keys, List<String> texts) {
    return keys.stream().anyMatch(key -> MessageDigest.isEqual(ascii(of(key, texts)), ascii(hash)));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
