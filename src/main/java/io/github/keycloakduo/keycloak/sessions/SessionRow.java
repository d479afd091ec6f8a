package io.github.keycloakduo.keycloak.sessions;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * A row of the table of session reservations, kept until the session itself can be counted. Times
 * are epoch seconds.
 */
@Entity(name = "DuoMfaSession")
@Table(name = "DUO_MFA_SESSION")
public class SessionRow {
  /** State of a reservation by a login that has no session yet. */
  public static final String RESERVED = "P";

  /** State of a row whose session is being ended. */
  public static final String ENDING = "E";

  /** Hash of owner and session: a browser may log in as two users, or from two addresses. */
  @Id
  @Column(name = "ID", length = 64)
  String id = "";

  /** The id the user session has or will have. */
  @Column(name = "SESSION_ID", length = 255, nullable = false)
  String sessionId = "";

  @Column(name = "REALM_ID", length = 36, nullable = false)
  String realmId = "";

  /** Hash of realm, user and address. */
  @Column(name = "OWNER_HASH", length = 64, nullable = false)
  String ownerHash = "";

  @Column(name = "STATE", length = 1, nullable = false)
  String state = RESERVED;

  @Column(name = "TAKEN", nullable = false)
  long taken;

  @Column(name = "EXPIRES", nullable = false)
  long expires;

  /** For the database layer. */
  public SessionRow() {}

  /** A new row. Complete, because what is changed after {@code persist} costs an update. */
  public SessionRow(
      String id,
      String sessionId,
      String realmId,
      String ownerHash,
      String state,
      long taken,
      long expires) {
    this.id = id;
    this.sessionId = sessionId;
    this.realmId = realmId;
    this.ownerHash = ownerHash;
    this.state = state;
    this.taken = taken;
    this.expires = expires;
  }
}
