package io.github.keycloakduo.simulator;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The decoded parameters of one call, read as strictly as Duo reads them. */
final class Params {
  private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
  private static final Pattern IPV6_SHAPE = Pattern.compile("[0-9a-fA-F.]*:[0-9a-fA-F:.]+");

  private final Map<String, String> values;

  private Params(Map<String, String> values) {
    this.values = values;
  }

  static Params of(List<Map.Entry<String, String>> pairs) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Map.Entry<String, String> pair : pairs) {
      if (values.put(pair.getKey(), pair.getValue()) != null) {
        throw DuoFailure.invalid(pair.getKey());
      }
    }
    return new Params(values);
  }

  Map<String, String> asMap() {
    return Map.copyOf(values);
  }

  void allowOnly(Set<String> names) {
    for (String name : values.keySet()) {
      if (!names.contains(name)) {
        throw DuoFailure.invalid(name);
      }
    }
  }

  Optional<String> optional(String name) {
    return Optional.ofNullable(values.get(name));
  }

  String required(String name) {
    String value = values.get(name);
    if (value == null || value.isEmpty()) {
      throw DuoFailure.missing(name);
    }
    return value;
  }

  boolean flag(String name) {
    return switch (values.getOrDefault(name, "0")) {
      case "1", "true" -> true;
      case "0", "false" -> false;
      default -> throw DuoFailure.invalid(name);
    };
  }

  int number(String name, int fallback, int most) {
    String value = values.getOrDefault(name, Integer.toString(fallback));
    if (!value.matches("\\d{1,9}") || Integer.parseInt(value) > most) {
      throw DuoFailure.invalid(name);
    }
    return Integer.parseInt(value);
  }

  /** Duo wants an address here; a host name is an error. */
  String ipAddress() {
    String address = values.getOrDefault("ipaddr", "");
    boolean valid = address.isEmpty() || IPV4.matcher(address).matches() || isIpv6(address);
    if (!valid) {
      throw DuoFailure.invalid("ipaddr");
    }
    return address;
  }

  private static boolean isIpv6(String address) {
    if (!IPV6_SHAPE.matcher(address).matches()) {
      return false;
    }
    try {
      // With a colon inside it is never taken for a name, so no name server is asked.
      return InetAddress.getByName(address) != null;
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
