package io.github.keycloakduo.testkit.realm;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The keys of all test realms of a JVM. Left alone, Keycloak makes two RSA keys for each new realm,
 * which takes seconds of a test's time, and signs a certificate for each. Signatures of keys this
 * short take a fifth of the time; with 2048 bits they were a tenth of that of a server.
 */
final class RealmKeys {
  private static final int BITS = 1024;
  private static final Duration DAY = Duration.ofDays(1);
  private static final List<Map<String, ?>> PROVIDERS =
      List.of(
          provider("rsa", rsa()),
          provider("hmac-generated", Map.of("algorithm", List.of("HS512"))),
          provider("aes-generated", Map.of("secretSize", List.of("16"))));

  private RealmKeys() {}

  static Map<String, ?> components() {
    return Map.of("org.keycloak.keys.KeyProvider", PROVIDERS);
  }

  private static Map<String, ?> provider(String id, Map<String, List<String>> settings) {
    Map<String, List<String>> config = new HashMap<>(settings);
    config.put("priority", List.of("100"));
    return Map.of("name", id, "providerId", id, "config", config);
  }

  private static Map<String, List<String>> rsa() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS);
      KeyPair keys = generator.generateKeyPair();
      return Map.of(
          "privateKey", List.of(base64(keys.getPrivate().getEncoded())),
          "certificate", List.of(base64(certificate(keys).getEncoded())));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static X509Certificate certificate(KeyPair keys) throws GeneralSecurityException {
    X500Principal name = new X500Principal("CN=test realm");
    Instant now = Instant.now();
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(
              new JcaX509v3CertificateBuilder(
                      name,
                      BigInteger.ONE,
                      Date.from(now.minus(DAY)),
                      Date.from(now.plus(DAY)),
                      name,
                      keys.getPublic())
                  .build(new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate())));
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
