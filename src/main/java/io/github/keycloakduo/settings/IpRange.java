package io.github.keycloakduo.settings;

import io.github.keycloakduo.mfa.ClientIp;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A range of IP addresses in CIDR notation, or a single address. IPv4 and IPv6 do not mix: an
 * IPv4-mapped address is the IPv4 address, and no IPv6 range includes it.
 *
 * @param width the bits of an address: 32 or 128
 * @param prefix the bits with which all addresses of the range begin, as a number
 * @param length how many bits these are
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4632#section-3.1">RFC 4632, section 3.1: prefixes
 *     of IPv4</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4291#section-2.3">RFC 4291, section 2.3: prefixes
 *     of IPv6</a>
 */
public record IpRange(int width, BigInteger prefix, int length) {
  /** Two groups of zeros or more. */
  private static final Pattern ZEROS = Pattern.compile("(?:^|:)0(?::0)+(?::|$)");

  /** The range with this address that has this many bits in common. */
  static IpRange around(BigInteger address, int width, int length) {
    return new IpRange(width, address.shiftRight(width - length), length);
  }

  /** The address as a number. */
  static BigInteger number(ClientIp address) {
    return new BigInteger(1, address.bytes());
  }

  /** The bits of an address. */
  static int width(ClientIp address) {
    return address.bytes().length * Byte.SIZE;
  }

  /** Whether the address is one of the range. */
  public boolean contains(ClientIp address) {
    return contains(around(number(address), width(address), width(address)));
  }

  /** Whether every address of the other range is one of this. Ranges overlap in no other way. */
  public boolean contains(IpRange other) {
    return width == other.width
        && length <= other.length
        && prefix.equals(other.prefix.shiftRight(other.length - length));
  }

  /** The first address as a number. */
  BigInteger first() {
    return prefix.shiftLeft(width - length);
  }

  /** How many addresses these are. */
  BigInteger size() {
    return BigInteger.ONE.shiftLeft(width - length);
  }

  /** The notation, with IPv6 addresses as RFC 5952 recommends; an address alone has no length. */
  @Override
  public String toString() {
    return length == width ? address() : address() + "/" + length;
  }

  private String address() {
    byte[] number = first().toByteArray();
    byte[] bytes = new byte[width / Byte.SIZE];
    int size = Math.min(number.length, bytes.length);
    System.arraycopy(number, number.length - size, bytes, bytes.length - size, size);
    try {
      return shortened(InetAddress.getByAddress(bytes).getHostAddress());
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("an address has 4 or 16 bytes", impossible);
    }
  }

  /** RFC 5952, section 4.2: the longest run of zeros, and the first of the longest, is left out. */
  private static String shortened(String address) {
    return ZEROS
        .matcher(address)
        .results()
        .max(Comparator.comparingInt((MatchResult run) -> run.group().length()))
        .map(run -> address.substring(0, run.start()) + "::" + address.substring(run.end()))
        .orElse(address);
  }
}
