package io.github.keycloakduo.keycloak.runtime;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/**
 * A row to lock while reservations of sessions are counted, or an alias is given away. There are
 * always {@link #COUNT} of them.
 */
@Entity(name = "DuoMfaLock")
@Table(name = "DUO_MFA_LOCK")
public class LockRow {
  /** Rows 0 to 63, put there by the changelog, so that nobody has to insert one in a race. */
  public static final int COUNT = 64;

  @Id
  @Column(name = "ID")
  int id;

  /** In row 0 alone: what {@link ServerSecret} keeps there, in hexadecimal. */
  @Column(name = "SERVER_SECRET")
  @Nullable String secret;

  /** For the database layer. */
  public LockRow() {}

  /**
   * Waits until no other transaction, on any node, holds the row.
   *
   * @param hash of what is locked, in hexadecimal
   */
  public static void lock(EntityManager database, String hash) {
    int row = Integer.parseInt(hash.substring(0, 2), 16) % COUNT;
    if (database.find(LockRow.class, row, LockModeType.PESSIMISTIC_WRITE) == null) {
      throw new IllegalStateException("DUO_MFA_LOCK has no row " + row);
    }
  }
}
