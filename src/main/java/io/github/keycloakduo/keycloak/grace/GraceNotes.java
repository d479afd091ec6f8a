package io.github.keycloakduo.keycloak.grace;

import io.github.keycloakduo.grace.DeviceHash;
import io.github.keycloakduo.grace.GraceEntry;
import io.github.keycloakduo.grace.GraceFingerprint;
import io.github.keycloakduo.grace.GracePeriod;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The form in which a grace is kept among the single-use objects: what never changes, and apart
 * from it the last use.
 *
 * @param entry as far as it is known
 * @param nonce made new at each grant; the names of its uses contain it
 * @param epoch of the user, at the grant
 */
record GraceNotes(GraceEntry entry, String nonce, String epoch) {
  /** Another format is a miss, as after an upgrade. */
  private static final String FORMAT = "1";

  /** What never changes. */
  Map<String, String> fixed() {
    Map<String, String> notes = new HashMap<>();
    notes.put("format", FORMAT);
    notes.put("nonce", nonce);
    notes.put("epoch", epoch);
    notes.put("user", entry.userId());
    notes.put("ip", entry.clientIp());
    notes.put("config", entry.config());
    notes.put("stamp", entry.stamp().hash());
    entry.device().ifPresent(device -> notes.put("device", device.value()));
    notes.put("granted", text(entry.span().grantedAt()));
    notes.put("hard", text(entry.span().hardEnd()));
    return notes;
  }

  /** What each use changes. */
  static Map<String, String> moving(GracePeriod span) {
    return Map.of(
        "last", text(span.lastUsedAt()),
        "soft", text(span.softEnd()),
        "uses", Integer.toString(span.uses()));
  }

  /** Without a last use, the grace has been unused for as long as it may be. */
  static Optional<GraceNotes> read(Map<String, String> fixed) {
    if (!FORMAT.equals(fixed.get("format"))) {
      return Optional.empty();
    }
    try {
      Instant granted = instant(fixed.get("granted"));
      GracePeriod idle = new GracePeriod(granted, granted, granted, instant(fixed.get("hard")), 0);
      GraceEntry entry =
          new GraceEntry(
              must(fixed.get("user")),
              must(fixed.get("ip")),
              must(fixed.get("config")),
              new GraceFingerprint(must(fixed.get("stamp"))),
              Optional.ofNullable(fixed.get("device")).map(DeviceHash::new),
              idle);
      return Optional.of(new GraceNotes(entry, must(fixed.get("nonce")), must(fixed.get("epoch"))));
    } catch (IllegalArgumentException | DateTimeException unreadable) {
      return Optional.empty();
    }
  }

  /** The same with its last use. */
  GraceNotes used(Map<String, String> moving) {
    try {
      GracePeriod span = entry.span();
      return with(
          new GracePeriod(
              span.grantedAt(),
              instant(moving.get("last")),
              instant(moving.get("soft")),
              span.hardEnd(),
              Integer.parseInt(must(moving.get("uses")))));
    } catch (IllegalArgumentException | DateTimeException unreadable) {
      return this;
    }
  }

  GraceNotes with(GracePeriod span) {
    return new GraceNotes(entry.with(span), nonce, epoch);
  }

  private static String text(Instant instant) {
    return Long.toString(instant.toEpochMilli());
  }

  private static Instant instant(@Nullable String text) {
    return Instant.ofEpochMilli(Long.parseLong(must(text)));
  }

  private static String must(@Nullable String text) {
    if (text == null) {
      throw new IllegalArgumentException("a note is missing");
    }
    return text;
  }
}
