package io.github.keycloakduo.keycloak.grace;

import io.github.keycloakduo.grace.DeviceHash;
import io.github.keycloakduo.grace.GraceEntry;
import io.github.keycloakduo.grace.GraceKey;
import io.github.keycloakduo.grace.GracePeriod;
import io.github.keycloakduo.grace.GraceRequest;
import io.github.keycloakduo.grace.GraceWindow;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The statements on the table of graces, in words that every database of Keycloak knows. */
public final class GraceTable {
  /**
   * Test and use in one statement: the database locks the row and looks at the conditions again
   * when it has it, so two uses never see the same count. The same rules as {@link GraceWindow}.
   *
   * <p>In SQL, since the database layer would translate an update in JPQL at each login.
   */
  private static final String USE =
      """
      update {h-schema}DUO_MFA_GRACE set
        USES = USES + 1,
        LAST_USED_AT = case when LAST_USED_AT > :now then LAST_USED_AT else :now end,
        SOFT_END = case
          when :softEnd > HARD_END then HARD_END
          when :softEnd > SOFT_END then :softEnd
          else SOFT_END end
      where ID = :id and STAMP = :fingerprint and USES < :limit
        and HARD_END > :now and SOFT_END > :now and LAST_USED_AT <= :latest
      """;

  private static final String SAME_BROWSER = " and DEVICE = :device";

  private static final String REPLACE =
      """
      update DuoMfaGrace g set
        g.config = :config, g.browser = :browser, g.fingerprint = :fingerprint, g.device = :device,
        g.grantedAt = :grantedAt,
        g.lastUsedAt = :lastUsedAt, g.softEnd = :softEnd, g.hardEnd = :hardEnd, g.uses = 0
      where g.id = :id
      """;

  private static final String LIST =
      "select g from DuoMfaGrace g where g.realmId = :realm and g.softEnd > :now";
  private static final String NEWEST_FIRST = " order by g.grantedAt desc, g.id";

  private final EntityManager entities;

  public GraceTable(EntityManager entities) {
    this.entities = entities;
  }

  /** Counts one use, if one is left. */
  public boolean use(GraceRequest request, Instant now) {
    Optional<DeviceHash> device = request.boundDevice();
    Query use = entities.createNativeQuery(device.isPresent() ? USE + SAME_BROWSER : USE);
    device.ifPresent(hash -> use.setParameter("device", hash.value()));
    GracePeriod fromNow = request.window().opened(now);
    use.setParameter("id", request.key().hash())
        .setParameter("fingerprint", request.fingerprint().hash())
        .setParameter("limit", request.window().reuseLimit())
        .setParameter("now", now.toEpochMilli())
        .setParameter("latest", now.plus(GraceWindow.MAX_SKEW).toEpochMilli())
        .setParameter("softEnd", fromNow.softEnd().toEpochMilli());
    return use.executeUpdate() == 1;
  }

  public Optional<GraceEntry> find(GraceKey key) {
    return Optional.ofNullable(entities.find(GraceRow.class, key.hash())).map(GraceRow::entry);
  }

  /** Overwrites what the key has; false when it has nothing. */
  public boolean replace(GraceKey key, GraceEntry entry) {
    GraceRow row = GraceRow.of(key, entry);
    return entities
            .createQuery(REPLACE)
            .setParameter("id", row.id)
            .setParameter("config", row.config)
            .setParameter("browser", row.browser)
            .setParameter("fingerprint", row.fingerprint)
            .setParameter("device", row.device)
            .setParameter("grantedAt", row.grantedAt)
            .setParameter("lastUsedAt", row.lastUsedAt)
            .setParameter("softEnd", row.softEnd)
            .setParameter("hardEnd", row.hardEnd)
            .executeUpdate()
        == 1;
  }

  /** Fails when the key has something already. */
  public void insert(GraceKey key, GraceEntry entry) {
    entities.persist(GraceRow.of(key, entry));
    entities.flush();
  }

  public int endAll(String realmId, String userId) {
    return entities
        .createQuery("delete from DuoMfaGrace g where g.realmId = :realm and g.userId = :user")
        .setParameter("realm", realmId)
        .setParameter("user", userId)
        .executeUpdate();
  }

  public int endRealm(String realmId) {
    return entities
        .createQuery("delete from DuoMfaGrace g where g.realmId = :realm")
        .setParameter("realm", realmId)
        .executeUpdate();
  }

  public boolean holdsAny(String realmId, String userId) {
    return !entities
        .createQuery(
            "select g.id from DuoMfaGrace g where g.realmId = :realm and g.userId = :user",
            String.class)
        .setParameter("realm", realmId)
        .setParameter("user", userId)
        .setMaxResults(1)
        .getResultList()
        .isEmpty();
  }

  public List<GraceEntry> list(String realmId, Optional<String> userId, Instant now, int max) {
    String who = userId.isPresent() ? " and g.userId = :user" : "";
    TypedQuery<GraceRow> query =
        entities.createQuery(LIST + who + NEWEST_FIRST, GraceRow.class).setMaxResults(max);
    query.setParameter("realm", realmId).setParameter("now", now.toEpochMilli());
    userId.ifPresent(user -> query.setParameter("user", user));
    return query.getResultList().stream().map(GraceRow::entry).toList();
  }

  /** Removes some of what has expired, and says how much that was. */
  public int sweep(Instant now, int max) {
    List<String> expired =
        entities
            .createQuery("select g.id from DuoMfaGrace g where g.softEnd <= :now", String.class)
            .setParameter("now", now.toEpochMilli())
            .setMaxResults(max)
            .getResultList();
    if (!expired.isEmpty()) {
      entities
          // Asked again: it may have been granted anew in the meantime.
          .createQuery("delete from DuoMfaGrace g where g.id in :expired and g.softEnd <= :now")
          .setParameter("expired", expired)
          .setParameter("now", now.toEpochMilli())
          .executeUpdate();
    }
    return expired.size();
  }
}
