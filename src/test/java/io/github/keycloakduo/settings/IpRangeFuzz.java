package io.github.keycloakduo.settings;

import io.github.keycloakduo.fuzz.Property;
import io.github.keycloakduo.mfa.ClientIp;

/** Ranges of addresses in {@code network.exempt} and {@code network.require}. */
public final class IpRangeFuzz {
  private IpRangeFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    RangeNotation.parse(Property.text(input))
        .map(RangeNotation::range)
        .ifPresent(
            range -> {
              RangeNotation again = RangeNotation.parse(range.toString()).orElseThrow();
              Property.holds(
                  again.exact() && again.range().equals(range), "what is printed is exact");
              Property.holds(range.contains(range), "a range includes itself");
              ClientIp.parse(range.toString().replaceFirst("/.*", ""))
                  .filter(first -> IpRange.width(first) == range.width())
                  .ifPresent(
                      first -> Property.holds(range.contains(first), "it has its first address"));
            });
  }
}
