package io.github.keycloakduo.keycloak.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A place for a user session, kept until the session itself can be counted. Epoch seconds. */
@Entity
@Table(name = "DUO_MFA_SESSION")
public class SessionRow {
  /** The id the user session will have. */
  @Id
  @Column(name = "ID", length = 255)
  String id = "";

  /** Hash of realm, user and address. */
  @Column(name = "OWNER_HASH", length = 64, nullable = false)
  String ownerHash = "";

  /** {@code P}: promised to a login under way; {@code E}: a session that is being ended. */
  @Column(name = "STATE", length = 1, nullable = false)
  String state = "P";

  @Column(name = "TAKEN", nullable = false)
  long taken;

  @Column(name = "EXPIRES", nullable = false)
  long expires;

  /** For the database layer. */
  public SessionRow() {}
}
