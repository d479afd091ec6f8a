package io.github.keycloakduo.keycloak.grace;

import io.github.keycloakduo.grace.DeviceHash;
import io.github.keycloakduo.grace.GraceEntry;
import io.github.keycloakduo.grace.GraceFingerprint;
import io.github.keycloakduo.grace.GraceKey;
import io.github.keycloakduo.grace.GracePeriod;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table of graces: an MFA of a user, from an address, under a configuration. Times are
 * epoch milliseconds.
 */
@Entity(name = "DuoMfaGrace")
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

  /** What kind of browser it was, for administrators to read; null where that is unknown. */
  @Column(name = "BROWSER", length = 64)
  @Nullable String browser;

  /** Hash of all that must be unchanged: password, logout times, configuration. */
  @Column(name = "STAMP", length = 64, nullable = false)
  String fingerprint = "";

  /** Hash of the browser's device cookie; null where the address alone counts. */
  @Column(name = "DEVICE", length = 64)
  @Nullable String device;

  @Column(name = "GRANTED_AT", nullable = false)
  long grantedAt;

  @Column(name = "LAST_USED_AT", nullable = false)
  long lastUsedAt;

  /** Never after the hard end, so that it alone tells what has expired. */
  @Column(name = "SOFT_END", nullable = false)
  long softEnd;

  @Column(name = "HARD_END", nullable = false)
  long hardEnd;

  @Column(name = "USES", nullable = false)
  int uses;

  /** For the database layer. */
  public GraceRow() {}

  static GraceRow of(GraceKey key, GraceEntry entry) {
    GraceRow row = new GraceRow();
    row.id = key.hash();
    row.realmId = key.realmId();
    row.userId = entry.userId();
    row.clientIp = entry.clientIp();
    row.config = entry.config();
    row.browser = entry.browser().orElse(null);
    row.fingerprint = entry.fingerprint().hash();
    row.device = entry.device().map(DeviceHash::value).orElse(null);
    row.grantedAt = entry.period().grantedAt().toEpochMilli();
    row.lastUsedAt = entry.period().lastUsedAt().toEpochMilli();
    row.softEnd = entry.period().softEnd().toEpochMilli();
    row.hardEnd = entry.period().hardEnd().toEpochMilli();
    row.uses = entry.period().uses();
    return row;
  }

  GraceEntry entry() {
    GracePeriod period =
        new GracePeriod(
            Instant.ofEpochMilli(grantedAt),
            Instant.ofEpochMilli(lastUsedAt),
            Instant.ofEpochMilli(softEnd),
            Instant.ofEpochMilli(hardEnd),
            uses);
    return new GraceEntry(
        userId,
        clientIp,
        config,
        Optional.ofNullable(browser),
        new GraceFingerprint(fingerprint),
        Optional.ofNullable(device).map(DeviceHash::new),
        period);
  }
}
