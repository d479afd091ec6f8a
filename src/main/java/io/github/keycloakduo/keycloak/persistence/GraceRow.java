package io.github.keycloakduo.keycloak.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** One grace: an MFA of a user, from an address, under a configuration. Times in epoch seconds. */
@Entity
@Table(name = "DUO_MFA_GRACE")
public class GraceRow {
  /** Hash of realm, user, address and configuration. */
  @Id
  @Column(name = "ID", length = 64)
  String id = "";

  @Column(name = "REALM_ID", length = 36, nullable = false)
  String realmId = "";

  @Column(name = "USER_ID", length = 255, nullable = false)
  String userId = "";

  @Column(name = "CLIENT_IP", length = 64, nullable = false)
  String clientIp = "";

  /** Alias of the configuration, for administrators to read. */
  @Column(name = "CONFIG", length = 255, nullable = false)
  String config = "";

  /** Hash of all that must be unchanged: password, logout times, configuration. */
  @Column(name = "STAMP", length = 64, nullable = false)
  String stamp = "";

  /** Hash of the browser's device cookie; empty where the address alone counts. */
  @Column(name = "DEVICE", length = 64)
  String device = "";

  @Column(name = "GRANTED_AT", nullable = false)
  long grantedAt;

  @Column(name = "LAST_USED_AT", nullable = false)
  long lastUsedAt;

  @Column(name = "SOFT_END", nullable = false)
  long softEnd;

  @Column(name = "HARD_END", nullable = false)
  long hardEnd;

  @Column(name = "USES", nullable = false)
  int uses;

  /** For the database layer. */
  public GraceRow() {}
}
