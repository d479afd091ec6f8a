package io.github.keycloakduo.keycloak.breakglass;

import io.github.keycloakduo.breakglass.BreakGlass;
import io.github.keycloakduo.mfa.StableHash;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;

/** A row of the table of break-glass exemptions. Times are epoch milliseconds. */
@Entity(name = "DuoMfaBreakGlass")
@Table(name = "DUO_MFA_BREAK_GLASS")
public class BreakGlassRow {
  /** Hash of realm and user, so that a user has one at most. */
  @Id
  @Column(name = "ID", length = 64)
  String id = "";

  @Column(name = "REALM_ID", length = 36, nullable = false)
  String realmId = "";

  @Column(name = "USER_ID", length = 255, nullable = false)
  String userId = "";

  @Column(name = "REASON", length = 255, nullable = false)
  String reason = "";

  @Column(name = "GRANTED_BY", length = 255, nullable = false)
  String grantedBy = "";

  @Column(name = "GRANTED_AT", nullable = false)
  long grantedAt;

  @Column(name = "EXPIRES_AT", nullable = false)
  long expiresAt;

  /** For the database layer. */
  public BreakGlassRow() {}

  static String id(String realmId, String userId) {
    return StableHash.of(List.of(realmId, userId));
  }

  static BreakGlassRow of(BreakGlass exemption) {
    BreakGlassRow row = new BreakGlassRow();
    row.id = id(exemption.realmId(), exemption.userId());
    row.realmId = exemption.realmId();
    row.userId = exemption.userId();
    row.reason = exemption.reason();
    row.grantedBy = exemption.grantedBy();
    row.grantedAt = exemption.grantedAt().toEpochMilli();
    row.expiresAt = exemption.expiresAt().toEpochMilli();
    return row;
  }

  BreakGlass exemption() {
    return new BreakGlass(
        realmId,
        userId,
        reason,
        grantedBy,
        Instant.ofEpochMilli(grantedAt),
        Instant.ofEpochMilli(expiresAt));
  }
}
