package io.github.keycloakduo.grace;

import io.github.keycloakduo.settings.GraceSettings;
import java.time.Duration;
import java.time.Instant;

/** The rules of time and count for graces. Stores must judge exactly as these do. */
public record GraceWindow(Duration soft, Duration hard, int reuseLimit) {
  /** How far the clocks of two nodes may be apart. */
  public static final Duration MAX_SKEW = Duration.ofSeconds(2);

  private static final Instant LATEST = Instant.ofEpochMilli(Long.MAX_VALUE);

  public static GraceWindow of(GraceSettings settings) {
    return new GraceWindow(settings.soft(), settings.hard(), settings.reuseLimit());
  }

  /** Whether no grace can ever hold. */
  public boolean isShut() {
    return soft.isZero()
        || soft.isNegative()
        || hard.isZero()
        || hard.isNegative()
        || reuseLimit < 1;
  }

  /** A period that begins with an MFA. */
  public GracePeriod opened(Instant now) {
    Instant hardEnd = later(now, hard);
    return new GracePeriod(now, now, earliest(later(now, soft), hardEnd), hardEnd, 0);
  }

  /** The period after one more use. */
  public GracePeriod used(GracePeriod period, Instant now) {
    Instant last = now.isAfter(period.lastUsedAt()) ? now : period.lastUsedAt();
    Instant softEnd = earliest(later(last, soft), period.hardEnd());
    return new GracePeriod(period.grantedAt(), last, softEnd, period.hardEnd(), period.uses() + 1);
  }

  /** Whether one more use is allowed. */
  public GraceState state(GracePeriod period, Instant now) {
    if (isShut()) {
      return GraceState.OFF;
    }
    // A clock that was set back would otherwise make the grace longer by as much.
    if (Duration.between(now, period.lastUsedAt()).compareTo(MAX_SKEW) > 0) {
      return GraceState.CLOCK_WENT_BACK;
    }
    if (!now.isBefore(period.hardEnd())) {
      return GraceState.HARD_OVER;
    }
    if (!now.isBefore(period.softEnd())) {
      return GraceState.SOFT_OVER;
    }
    return period.uses() < reuseLimit ? GraceState.HOLDS : GraceState.USED_UP;
  }

  private static Instant earliest(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /** Compared in seconds: the time up to the latest instant has more nanoseconds than a long. */
  private static Instant later(Instant from, Duration by) {
    return by.toSeconds() < LATEST.getEpochSecond() - from.getEpochSecond() - 1
        ? from.plus(by)
        : LATEST;
  }
}
