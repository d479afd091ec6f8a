package io.github.keycloakduo.keycloak.breakglass;

import io.github.keycloakduo.breakglass.BreakGlass;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The statements on the table of break-glass exemptions, in plain JPQL. */
final class BreakGlassTable {
  private final EntityManager entities;

  BreakGlassTable(EntityManager entities) {
    this.entities = entities;
  }

  /** Also one that has expired. One statement, by the primary key. */
  Optional<BreakGlass> find(String realmId, String userId) {
    return Optional.ofNullable(
            entities.find(BreakGlassRow.class, BreakGlassRow.id(realmId, userId)))
        .map(BreakGlassRow::exemption);
  }

  /** Fails when another transaction inserts the same user's at the same time. */
  void replace(BreakGlass exemption) {
    entities.merge(BreakGlassRow.of(exemption));
    entities.flush();
  }

  int end(String realmId, String userId) {
    return entities
        .createQuery("delete from DuoMfaBreakGlass b where b.id = :id")
        .setParameter("id", BreakGlassRow.id(realmId, userId))
        .executeUpdate();
  }

  int endRealm(String realmId) {
    return entities
        .createQuery("delete from DuoMfaBreakGlass b where b.realmId = :realm")
        .setParameter("realm", realmId)
        .executeUpdate();
  }

  List<BreakGlass> list(String realmId, Instant now, int max) {
    return entities
        .createQuery(
            "select b from DuoMfaBreakGlass b where b.realmId = :realm and b.expiresAt > :now"
                + " order by b.grantedAt desc, b.id",
            BreakGlassRow.class)
        .setParameter("realm", realmId)
        .setParameter("now", now.toEpochMilli())
        .setMaxResults(max)
        .getResultList()
        .stream()
        .map(BreakGlassRow::exemption)
        .toList();
  }

  /** Removes what has expired. */
  int sweep(Instant now) {
    return entities
        .createQuery("delete from DuoMfaBreakGlass b where b.expiresAt <= :now")
        .setParameter("now", now.toEpochMilli())
        .executeUpdate();
  }
}
