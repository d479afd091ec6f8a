package io.github.keycloakduo.grace;

import io.github.keycloakduo.mfa.KeyedHash;
import io.github.keycloakduo.mfa.StableHash;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * The secret in the cookie by which a browser is recognised, signed by an HMAC (RFC 2104).
 *
 * <p>The signature names the user: a cookie that somebody got for himself and planted into another
 * person's browser is worth nothing there.
 *
 * @param secret 256 random bits
 */
public record DeviceCookie(String secret) {
  private static final int SECRET_BYTES = 32;
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  /** Version, secret, signature. Another version is another browser. */
  private static final Pattern FORM =
      Pattern.compile("1\\.([A-Za-z0-9_-]{43})\\.(" + KeyedHash.FORM + ")");

  /** A secret nobody had before. */
  public static DeviceCookie fresh(SecureRandom random) {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return new DeviceCookie(BASE64.encodeToString(bytes));
  }

  /**
   * Reads what a browser sent.
   *
   * @param keys any of them may have signed it
   * @return empty when it was not signed for this user of this realm
   */
  public static Optional<DeviceCookie> read(
      @Nullable String text, String realmId, String userId, Collection<SecretKey> keys) {
    Matcher form = FORM.matcher(text == null ? "" : text);
    if (!form.matches()) {
      return Optional.empty();
    }
    DeviceCookie cookie = new DeviceCookie(form.group(1));
    return KeyedHash.matches(form.group(2), keys, cookie.content(realmId, userId))
        ? Optional.of(cookie)
        : Optional.empty();
  }

  /** The text for the browser to keep. */
  public String signed(String realmId, String userId, SecretKey key) {
    return "1." + secret + "." + KeyedHash.of(key, content(realmId, userId));
  }

  /** What the store may keep. */
  public DeviceHash hash() {
    return new DeviceHash(StableHash.of(List.of("duo-mfa-device", secret)));
  }

  /** The key signs Keycloak's tokens, too: what it signs here can never be read as one of them. */
  private List<String> content(String realmId, String userId) {
    return List.of("duo-mfa-device", "1", realmId, userId, secret);
  }

  @Override
  public String toString() {
    return "DeviceCookie[hidden]";
  }
}
