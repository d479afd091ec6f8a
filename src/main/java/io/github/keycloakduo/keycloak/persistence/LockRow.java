package io.github.keycloakduo.keycloak.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row to lock while places of sessions are counted. There are always {@link #COUNT} of them. */
@Entity(name = "DuoMfaLock")
@Table(name = "DUO_MFA_LOCK")
public class LockRow {
  /** Rows 0 to 63, put there by the changelog, so that nobody has to insert one in a race. */
  public static final int COUNT = 64;

  @Id
  @Column(name = "ID")
  int id;

  /** For the database layer. */
  public LockRow() {}
}
