package io.github.keycloakduo.testkit.realm;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * The keys of all test realms of a JVM. Left alone, Keycloak makes two RSA keys for each new realm,
 * which takes seconds of a test's time.
 */
final class RealmKeys {
  private static final String RSA_PRIVATE_KEY = newRsaPrivateKey();

  private RealmKeys() {}

  static Map<String, ?> components() {
    return Map.of(
        "org.keycloak.keys.KeyProvider",
        List.of(
            provider("rsa", "privateKey", RSA_PRIVATE_KEY),
            provider("hmac-generated", "algorithm", "HS512"),
            provider("aes-generated", "secretSize", "16")));
  }

  private static Map<String, ?> provider(String id, String setting, String value) {
    return Map.of(
        "name", id,
        "providerId", id,
        "config", Map.of("priority", List.of("100"), setting, List.of(value)));
  }

  private static String newRsaPrivateKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      byte[] encoded = generator.generateKeyPair().getPrivate().getEncoded();
      return Base64.getEncoder().encodeToString(encoded);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
