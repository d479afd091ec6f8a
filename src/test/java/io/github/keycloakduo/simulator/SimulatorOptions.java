package io.github.keycloakduo.simulator;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How {@link SimulatorMain} starts. Every option is an argument, {@code --port=8443}, or an
 * environment variable, {@code SIMULATOR_PORT=8443}; arguments win.
 */
record SimulatorOptions(
    int port,
    String bindAddress,
    List<String> hostNames,
    String publicHost,
    Optional<Path> caDirectory,
    String ikey,
    String skey) {
  private static final Set<String> NAMES =
      Set.of("port", "bind", "hosts", "public-host", "ca-dir", "ikey", "skey");

  static SimulatorOptions from(List<String> arguments, Map<String, String> environment) {
    Map<String, String> values = new HashMap<>();
    for (String name : NAMES) {
      String variable = "SIMULATOR_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
      Optional.ofNullable(environment.get(variable))
          .filter(value -> !value.isBlank())
          .ifPresent(value -> values.put(name, value));
    }
    for (String argument : arguments) {
      String[] option = argument.split("=", 2);
      String name = option[0].replaceFirst("^--", "");
      if (option.length != 2 || !option[0].startsWith("--") || !NAMES.contains(name)) {
        throw new IllegalArgumentException("Unknown option " + argument);
      }
      values.put(name, option[1]);
    }
    return new SimulatorOptions(
        Integer.parseInt(values.getOrDefault("port", "8443")),
        values.getOrDefault("bind", "127.0.0.1"),
        List.of(values.getOrDefault("hosts", "duo").split(",")),
        values.getOrDefault("public-host", ""),
        Optional.ofNullable(values.get("ca-dir")).map(Path::of),
        values.getOrDefault("ikey", "DISIMULATEDDUO000001"),
        values.getOrDefault("skey", "simulated-secret-key-not-for-production0"));
  }
}
