package io.github.keycloakduo.settings;

import io.github.keycloakduo.mfa.ClientIp;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What addresses and networks cost. */
@State(Scope.Benchmark)
public class NetworkBenchmark {
  private final NetworkRules rules = new NetworkRules(ranges(), List.of());
  private final ClientIp ipv4 = ClientIp.parse("192.0.2.1").orElseThrow();
  private final ClientIp ipv6 = ClientIp.parse("2001:db8:ffff::1").orElseThrow();

  private static List<IpRange> ranges() {
    return IntStream.range(0, 100)
        .mapToObj(i -> RangeNotation.parse("10." + i + ".0.0/16").orElseThrow().range())
        .toList();
  }

  /** An address, as a request has it. */
  @Benchmark
  public Optional<ClientIp> parse() {
    return ClientIp.parse("192.0.2.1");
  }

  /** An IPv4 address that is in none of 100 networks. */
  @Benchmark
  public Optional<IpRange> addressInNone() {
    return rules.exempting(ipv4);
  }

  /** The same with IPv6. */
  @Benchmark
  public Optional<IpRange> longAddressInNone() {
    return rules.exempting(ipv6);
  }
}
