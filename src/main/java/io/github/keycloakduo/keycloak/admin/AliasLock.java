package io.github.keycloakduo.keycloak.admin;

import io.github.keycloakduo.keycloak.runtime.LockRow;
import io.github.keycloakduo.mfa.StableHash;
import jakarta.persistence.EntityManager;
import java.util.List;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * A lock over an alias that is about to be given to a configuration. Keycloak's table accepts an
 * alias twice, so that imports of the same alias must run one after the other.
 */
final class AliasLock {
  private static final String COUNT =
      "select count(c) from AuthenticatorConfigEntity c"
          + " where c.realm.id = :realm and c.alias = :alias";

  private final EntityManager database;
  private final RealmModel realm;

  AliasLock(KeycloakSession session, RealmModel realm) {
    this.database = session.getProvider(JpaConnectionProvider.class).getEntityManager();
    this.realm = realm;
  }

  /**
   * Waits until no other import, on any node, holds the same alias; keeps the lock until the
   * commit.
   */
  void acquire(String alias) {
    LockRow.lock(database, StableHash.of(List.of("import", realm.getId(), alias)));
  }

  /** Whether it is taken by now. The realm of this request may have been read before. */
  boolean isTaken(String alias) {
    return database
            .createQuery(COUNT, Long.class)
            .setParameter("realm", realm.getId())
            .setParameter("alias", alias)
            .getSingleResult()
        > 0;
  }
}
