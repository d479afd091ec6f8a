package io.github.keycloakduo.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.ClientIp;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IpRangeTest {
  /** An address and how many of its bits count. */
  record Sample(BigInteger address, int width, int length) {
    IpRange range() {
      return IpRange.around(address, width, length);
    }

    BigInteger last() {
      return range().first().add(BigInteger.ONE.shiftLeft(width - length)).subtract(BigInteger.ONE);
    }
  }

  @Provide
  Arbitrary<Sample> samples() {
    return Arbitraries.of(32, 128)
        .flatMap(
            width ->
                Combinators.combine(addresses(width), Arbitraries.integers().between(0, width))
                    .as((address, length) -> new Sample(address, width, length)));
  }

  private static Arbitrary<BigInteger> addresses(int width) {
    BigInteger end = BigInteger.ONE.shiftLeft(width).subtract(BigInteger.ONE);
    return Arbitraries.bigIntegers()
        .between(BigInteger.ZERO, end)
        .filter(address -> !isMapped(address, width));
  }

  /** Such a number is no IPv6 address here, but an IPv4 address. */
  private static boolean isMapped(BigInteger address, int width) {
    return width == 128 && address.shiftRight(32).equals(BigInteger.valueOf(0xFFFF));
  }

  @Property
  void hasItsFirstAndItsLastAddressAndWhatLiesBetween(@ForAll("samples") Sample sample) {
    IpRange range = sample.range();
    assertThat(range.contains(ip(range.first(), sample.width()))).isTrue();
    assertThat(range.contains(ip(sample.address(), sample.width()))).isTrue();
    assertThat(range.contains(ip(sample.last(), sample.width())))
        .isEqualTo(!isMapped(sample.last(), sample.width()));
  }

  @Property
  void hasNeitherTheAddressBelowNorTheOneAbove(@ForAll("samples") Sample sample) {
    IpRange range = sample.range();
    BigInteger below = range.first().subtract(BigInteger.ONE);
    BigInteger above = sample.last().add(BigInteger.ONE);
    if (below.signum() >= 0) {
      assertThat(range.contains(ip(below, sample.width()))).isFalse();
    }
    if (above.bitLength() <= sample.width()) {
      assertThat(range.contains(ip(above, sample.width()))).isFalse();
    }
  }

  @Property
  void hasAnAddressWrittenAsMappedIfItIsOfIpv4Only(
      @ForAll("samples") Sample sample, @ForAll int address) {
    ClientIp plain = ip(BigInteger.valueOf(Integer.toUnsignedLong(address)), 32);
    ClientIp mapped = ClientIp.parse("::ffff:" + plain.text()).orElseThrow();
    assertThat(sample.range().contains(mapped)).isEqualTo(sample.range().contains(plain));
    if (sample.width() == 128) {
      assertThat(sample.range().contains(mapped)).isFalse();
    }
  }

  @Property
  void isReadAsItIsPrinted(@ForAll("samples") Sample sample) {
    assertThat(RangeNotation.parse(sample.range().toString()))
        .contains(new RangeNotation(sample.range(), true));
  }

  @Property
  void isTheSameInMappedNotation(@ForAll int address) {
    for (int length = 0; length <= 32; length++) {
      IpRange range =
          IpRange.around(BigInteger.valueOf(Integer.toUnsignedLong(address)), 32, length);
      String first = ip(range.first(), 32).text();
      assertThat(RangeNotation.parse("::ffff:" + first + "/" + (96 + length)))
          .contains(new RangeNotation(range, true));
    }
  }

  @Property
  void isSuggestedWhereBitsBehindThePrefixAreSet(@ForAll("samples") Sample sample) {
    String written = ip(sample.address(), sample.width()).text() + "/" + sample.length();
    RangeNotation notation = RangeNotation.parse(written).orElseThrow();
    assertThat(notation.range()).isEqualTo(sample.range());
    assertThat(notation.exact()).isEqualTo(sample.address().equals(sample.range().first()));
    assertThat(RangeNotation.parse(notation.range().toString()))
        .contains(new RangeNotation(sample.range(), true));
  }

  @Property
  void includesARangeIfItHasAllOfItsAddresses(
      @ForAll("samples") Sample one, @ForAll("samples") Sample other) {
    boolean ends =
        one.width() == other.width()
            && one.range().contains(ip(other.range().first(), other.width()))
            && one.range().contains(IpRange.around(other.last(), other.width(), other.width()));
    assertThat(one.range().contains(other.range())).isEqualTo(ends);
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.5/8, 10.0.0.0/8",
    "010.0.0.5, 10.0.0.5",
    "192.0.2.1:443, 192.0.2.1",
    "192.0.2.1:443/24, 192.0.2.0/24",
    "[2001:DB8::1], 2001:db8::1",
    "[2001:db8::1]:443/32, 2001:db8::/32",
    "fe80::1%eth0/64, fe80::/64",
    "::ffff:10.0.0.5/104, 10.0.0.0/8",
    "[::ffff:10.0.0.5], 10.0.0.5",
    "::ffff:10.0.0.5/80, ::/80",
    "2001:db8:0:0:1:0:0:1/127, 2001:db8:0:0:1::/127"
  })
  void isSuggestedWhereItIsWrittenAnotherWay(String written, String right) {
    RangeNotation notation = RangeNotation.parse(written).orElseThrow();
    assertThat(notation.exact()).isFalse();
    assertThat(notation.range()).hasToString(right);
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1/32, 192.0.2.1",
    "0.0.0.0/0, 0.0.0.0/0",
    "::/0, ::/0",
    "::ffff:0:0/96, 0.0.0.0/0",
    "::1, ::1",
    "2001:0DB8:0000::0/32, 2001:db8::/32",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:0:0:1:0:0:0:1, 2001:0:0:1::1"
  })
  void isPrintedInOneWay(String written, String printed) {
    RangeNotation notation = RangeNotation.parse(written).orElseThrow();
    assertThat(notation.exact()).isTrue();
    assertThat(notation.range()).hasToString(printed);
  }

  @Example
  void hasNoAddressOfTheOtherVersion() {
    IpRange all4 = RangeNotation.parse("0.0.0.0/0").orElseThrow().range();
    IpRange all6 = RangeNotation.parse("::/0").orElseThrow().range();
    assertThat(all4.contains(ClientIp.parse("2001:db8::1").orElseThrow())).isFalse();
    assertThat(all6.contains(ClientIp.parse("::ffff:192.0.2.1").orElseThrow())).isFalse();
    assertThat(all4.contains(all6) || all6.contains(all4)).isFalse();
  }

  private static ClientIp ip(BigInteger number, int width) {
    byte[] bytes = new byte[width / 8];
    for (int at = 0; at < bytes.length; at++) {
      bytes[bytes.length - 1 - at] = number.shiftRight(8 * at).byteValue();
    }
    try {
      return ClientIp.parse(InetAddress.getByAddress(bytes).getHostAddress()).orElseThrow();
    } catch (UnknownHostException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
