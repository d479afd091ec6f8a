package io.github.keycloakduo.settings;

import io.github.keycloakduo.mfa.ClientIp;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * The rules that go by the address of the client. The ranges of one list do not overlap.
 *
 * @param exempt {@code network.exempt}: from there no MFA is needed
 * @param require {@code network.require}: from there a factor is always asked for
 */
public record NetworkRules(List<IpRange> exempt, List<IpRange> require) {
  /** No rule. */
  public static final NetworkRules NONE = new NetworkRules(List.of(), List.of());

  public NetworkRules {
    exempt = List.copyOf(exempt);
    require = List.copyOf(require);
  }

  /**
   * Whether neither an exemption nor an earlier MFA counts there. An unknown address may be one of
   * those.
   */
  public boolean requiresFactor(Optional<ClientIp> address) {
    return !require.isEmpty()
        && (address.isEmpty() || address.flatMap(this::requiring).isPresent());
  }

  /** The range of {@code network.require} that has the address. */
  public Optional<IpRange> requiring(ClientIp address) {
    return with(address, require);
  }

  /** The range of {@code network.exempt} that has the address. */
  public Optional<IpRange> exempting(ClientIp address) {
    return with(address, exempt);
  }

  /**
   * Whether no address of that version of IP is left outside {@code network.exempt}. The ranges do
   * not overlap, so that their sizes add up.
   */
  public boolean exemptsEveryAddress(int version) {
    int width = version == 4 ? 32 : 128;
    BigInteger addresses =
        exempt.stream()
            .filter(range -> range.width() == width)
            .map(IpRange::size)
            .reduce(BigInteger.ZERO, BigInteger::add);
    return addresses.equals(BigInteger.ONE.shiftLeft(width));
  }

  /** The ranges of {@code network.exempt} that exempt no address. */
  public List<IpRange> exemptInVain() {
    return exempt.stream()
        .filter(range -> require.stream().anyMatch(wider -> wider.contains(range)))
        .toList();
  }

  private static Optional<IpRange> with(ClientIp address, List<IpRange> ranges) {
    return ranges.stream().filter(range -> range.contains(address)).findFirst();
  }
}
