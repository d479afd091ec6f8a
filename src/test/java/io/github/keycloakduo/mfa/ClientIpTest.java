package io.github.keycloakduo.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ClientIpTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.7",
    "' 192.0.2.7 ', 192.0.2.7",
    "::ffff:192.0.2.7, 192.0.2.7",
    "::FFFF:c000:0207, 192.0.2.7",
    "2001:DB8::1, 2001:db8:0:0:0:0:0:1",
    "2001:db8:0:0:0:0:0:1, 2001:db8:0:0:0:0:0:1",
    "::1, 0:0:0:0:0:0:0:1",
    "fe80::1%eth0, fe80:0:0:0:0:0:0:1",
    "fe80::1%3, fe80:0:0:0:0:0:0:1",
    "[2001:db8::77], 2001:db8:0:0:0:0:0:77",
    "[2001:db8::77]:4711, 2001:db8:0:0:0:0:0:77",
    "' [2001:DB8::77]:1 ', 2001:db8:0:0:0:0:0:77",
    "[fe80::1%eth0], fe80:0:0:0:0:0:0:1",
    "[fe80::1%25eth0]:443, fe80:0:0:0:0:0:0:1",
    "[::ffff:192.0.2.7]:65535, 192.0.2.7",
    "192.0.2.7:4711, 192.0.2.7"
  })
  void hasOneSpellingForEachAddress(String written, String canonical) {
    assertThat(ClientIp.parse(written).map(ClientIp::text)).contains(canonical);
  }

  @Test
  void isEqualInEveryTextForm() {
    ClientIp ip = ClientIp.parse("2001:DB8::1").orElseThrow();
    assertThat(ClientIp.parse("2001:db8:0:0:0:0:0:1").orElseThrow())
        .isEqualTo(ip)
        .hasSameHashCodeAs(ip);
    assertThat(ClientIp.parse("2001:db8::2").orElseThrow()).isNotEqualTo(ip);
    assertThat(ip).hasToString(ip.text());
  }

  /** Whatever is no address, though some of it would be looked up by {@link InetAddress}. */
  static Stream<String> noAddresses() {
    return Stream.of(
        "",
        " ",
        "localhost",
        "duo.example",
        "dead.beef",
        "1.2.3",
        "1.2.3.4.5",
        "12345",
        "1.2.3.4.",
        "256.1.1.1",
        "1.2.3.999",
        "0x7f.0.0.1",
        "1.2.3.4:",
        "1.2.3.4:65536",
        "1.2.3.4:x",
        "1.2.3.4:443:443",
        "[1.2.3.4]",
        "[::1",
        "::1]",
        "[::1]:",
        "[::1]:65536",
        "[::1]443",
        "[::1]%eth0",
        "[[::1]]",
        "[]",
        "[dead.beef]",
        "dead.beef:443",
        "::ffff:1.2.3.4:443",
        "::1::2",
        ":",
        ".::1",
        "%0",
        "1:2:3:4:5:6:7",
        "::ffff:256.1.1.1",
        "٣.1.1.1",
        "192.0.2.7, 192.0.2.8");
  }

  @ParameterizedTest
  @MethodSource("noAddresses")
  void refusesWhatIsNoAddress(String text) {
    assertThat(ClientIp.parse(text)).isEmpty();
  }

  @Test
  void refusesWhatIsAbsent() {
    assertThat(ClientIp.parse(null)).isEmpty();
  }

  /** In a JVM of its own, whose hosts file knows every text: a lookup would find something. */
  @Test
  void looksNothingUp(@TempDir Path directory) throws Exception {
    List<String> names = noAddresses().filter(text -> text.matches("\\S+")).toList();
    Path hosts = directory.resolve("hosts");
    Files.writeString(
        hosts,
        Stream.concat(Stream.of(Lookups.CONTROL), names.stream())
            .map(name -> "198.51.100.1 " + name + "\n")
            .collect(Collectors.joining()));
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dfile.encoding=UTF-8",
                "-Djdk.net.hosts.file=" + hosts,
                "-cp",
                location(ClientIp.class) + File.pathSeparator + location(Lookups.class),
                Lookups.class.getName(),
                String.join(" ", names))
            .redirectErrorStream(true)
            .start();
    String found = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(found.strip()).isEqualTo("looked up: " + Lookups.CONTROL);
  }

  private static String location(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }

  /** Prints which of its arguments were found, and that a name of the hosts file can be found. */
  static final class Lookups {
    static final String CONTROL = "control.example";

    private Lookups() {}

    public static void main(String[] names) throws UnknownHostException {
      InetAddress.getByName(CONTROL);
      String found =
          Stream.of(names[0].split(" "))
              .filter(name -> ClientIp.parse(name).isPresent())
              .collect(Collectors.joining(" "));
      System.out.println("looked up: " + CONTROL + (found.isEmpty() ? "" : " " + found));
    }
  }

  @Property
  void agreesWithTheBytes(@ForAll("addresses") byte[] bytes) throws UnknownHostException {
    InetAddress address = InetAddress.getByAddress(bytes);
    assertThat(ClientIp.parse(address.getHostAddress()).map(ClientIp::text))
        .contains(address.getHostAddress());
  }

  @Property
  void isTheSameWithBracketsZoneAndPort(
      @ForAll("addresses") byte[] bytes,
      @ForAll @IntRange(max = 65_535) int port,
      @ForAll @AlphaChars String zone)
      throws UnknownHostException {
    String plain = InetAddress.getByAddress(bytes).getHostAddress();
    Optional<ClientIp> address = ClientIp.parse(plain);
    if (plain.contains(":")) {
      assertThat(ClientIp.parse("[" + plain + "]")).isEqualTo(address);
      assertThat(ClientIp.parse("[" + plain + "]:" + port)).isEqualTo(address);
      assertThat(ClientIp.parse("[" + plain + "%" + zone + "]:" + port)).isEqualTo(address);
      assertThat(ClientIp.parse(plain + "%" + zone)).isEqualTo(address);
    } else {
      assertThat(ClientIp.parse(plain + ":" + port)).isEqualTo(address);
    }
  }

  @Property
  void neverThrows(@ForAll String text) {
    assertThat(ClientIp.parse(text)).isNotNull();
  }

  @Property
  void givesAMappedAddressItsIpv4Spelling(@ForAll @Size(4) byte[] v4) throws UnknownHostException {
    String plain = InetAddress.getByAddress(v4).getHostAddress();
    assertThat(ClientIp.parse("::ffff:" + plain).map(ClientIp::text)).contains(plain);
  }

  @Property
  void isItsOwnCanonicalForm(@ForAll("texts") String text) {
    Optional<ClientIp> once = ClientIp.parse(text);
    assertThat(once.map(ClientIp::text).flatMap(ClientIp::parse)).isEqualTo(once);
  }

  @Provide
  Arbitrary<byte[]> addresses() {
    return Arbitraries.of(4, 16)
        .flatMap(size -> Arbitraries.bytes().array(byte[].class).ofSize(size));
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "0", "1", "25", "255", "300", "ffff", "F", ":", "::", ".", "%", "eth0", " ", "[", "]",
            "]:");
    return pieces.list().ofMaxSize(12).map(list -> String.join("", list));
  }
}
