package io.github.keycloakduo.settings;

import io.github.keycloakduo.mfa.ClientIp;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The notation of a range, right or almost: with bits behind the prefix, or with an address that
 * has brackets, a port, a zone or leading zeros.
 *
 * @param range what is meant
 * @param exact whether it is written as it should be
 */
record RangeNotation(IpRange range, boolean exact) {
  private static final int IPV4 = 32;
  private static final int IPV6 = 128;
  private static final int MAPPED = IPV6 - IPV4;

  /** What an IPv4-mapped address begins with (RFC 4291, section 2.5.5.2). */
  private static final BigInteger MAPPED_PREFIX = BigInteger.valueOf(0xFFFF).shiftLeft(IPV4);

  private static final Pattern NOTATION =
      Pattern.compile("(?<address>[^/]+)(?:/(?<length>0|[1-9][0-9]{0,2}))?");

  /** One colon may stand before a port. */
  private static final Pattern IPV6_ADDRESS = Pattern.compile(":[^:]*:");

  private static final Pattern BARE_IPV6 = Pattern.compile("[0-9A-Fa-f:.]+");

  /** Reads a range; empty when the text does not say which one. */
  static Optional<RangeNotation> parse(String text) {
    Matcher notation = NOTATION.matcher(text);
    return notation.matches()
        ? ClientIp.parse(notation.group("address"))
            .flatMap(
                ip ->
                    of(
                        notation.group("address"),
                        ip,
                        Optional.ofNullable(notation.group("length")).map(Integer::valueOf)))
        : Optional.empty();
  }

  private static Optional<RangeNotation> of(String written, ClientIp ip, Optional<Integer> length) {
    BigInteger number = IpRange.number(ip);
    int width = IpRange.width(ip);
    if (!IPV6_ADDRESS.matcher(written).find()) {
      return of(written.equals(ip.text()), number, width, length.orElse(width));
    }
    boolean bare = BARE_IPV6.matcher(written).matches();
    if (width == IPV6) {
      return of(bare, number, IPV6, length.orElse(IPV6));
    }
    return length.orElse(IPV6) < MAPPED
        ? of(bare, MAPPED_PREFIX.or(number), IPV6, length.orElse(IPV6))
        : of(bare, number, IPV4, length.orElse(IPV6) - MAPPED);
  }

  private static Optional<RangeNotation> of(
      boolean bare, BigInteger number, int width, int length) {
    if (length > width) {
      return Optional.empty();
    }
    IpRange range = IpRange.around(number, width, length);
    return Optional.of(new RangeNotation(range, bare && range.first().equals(number)));
  }
}
