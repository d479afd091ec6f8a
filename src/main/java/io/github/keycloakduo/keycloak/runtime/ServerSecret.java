package io.github.keycloakduo.keycloak.runtime;

import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSessionFactory;

/**
 * A random secret that all nodes share and that outlives restarts: it is in the database, made by
 * the first node that needs it. It is no key of a realm, since nodes that saw a rotation at
 * different times would disagree about locks.
 */
final class ServerSecret {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 32;
  private static final int ROW = 0;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Supplier<String> source;
  private volatile @Nullable SecretKeySpec key;

  /**
   * A secret that is asked for when it is first needed.
   *
   * @param source of the secret in hexadecimal; the same answer each time
   */
  ServerSecret(Supplier<String> source) {
    this.source = source;
  }

  /** The one in the server's database, whose tables need not be there before it is used. */
  static ServerSecret of(KeycloakSessionFactory sessions) {
    Transactions<EntityManager> database =
        Transactions.of(sessions)
            .map(session -> session.getProvider(JpaConnectionProvider.class).getEntityManager());
    return new ServerSecret(() -> findOrCreate(database));
  }

  /**
   * Of several nodes that find none, one writes, and all read what it wrote. Each look has a
   * transaction of its own, since MySQL shows a transaction the same rows until it ends.
   */
  private static String findOrCreate(Transactions<EntityManager> database) {
    return database
        .call(ServerSecret::find)
        .or(
            () -> {
              database.run(ServerSecret::create);
              return database.call(ServerSecret::find);
            })
        .orElseThrow(() -> new IllegalStateException("DUO_MFA_LOCK has no row " + ROW));
  }

  private static void create(EntityManager database) {
    database
        .createQuery("update DuoMfaLock set secret = :secret where id = :row and secret is null")
        .setParameter("secret", fresh())
        .setParameter("row", ROW)
        .executeUpdate();
  }

  private static Optional<String> find(EntityManager database) {
    return database
        .createQuery(
            "select l.secret from DuoMfaLock l where l.id = :row and l.secret is not null",
            String.class)
        .setParameter("row", ROW)
        .getResultStream()
        .findFirst();
  }

  private static String fresh() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** The HMAC-SHA256 (RFC 2104) of a text under the secret, in hexadecimal. */
  String mac(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key());
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Not kept when the source fails: the next call asks again. */
  private SecretKeySpec key() {
    SecretKeySpec known = key;
    if (known == null) {
      known = new SecretKeySpec(HexFormat.of().parseHex(source.get()), ALGORITHM);
      key = known;
    }
    return known;
  }
}
