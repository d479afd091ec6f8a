package io.github.keycloakduo.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The arguments of the command {@code import}.
 *
 * @param file a path
 * @param alias for the names of vault entries; may be empty
 * @param allowedHosts as the server option has them; may be empty
 * @param allowedProxies the same
 * @param json whether only programs shall read the result
 */
record ImportArguments(
    String file, String alias, String allowedHosts, String allowedProxies, boolean json) {
  static final String USAGE =
      """
      Usage: java -jar keycloak-duo-mfa.jar import [options] plugin.ini
        --alias NAME              alias of the configuration, for the names of vault entries
        --allowed-hosts A,B:8443  as the server option spi-authenticator--duo-mfa--allowed-hosts
        --allowed-proxies A,B:80  as the server option spi-authenticator--duo-mfa--allowed-proxies
        --json                    no table
      Prints configuration and report as JSON, and on standard error the report as a table.""";

  private static final String JSON = "--json";
  private static final String ALIAS = "--alias";
  private static final String HOSTS = "--allowed-hosts";
  private static final String PROXIES = "--allowed-proxies";
  private static final Set<String> WITH_VALUE = Set.of(ALIAS, HOSTS, PROXIES);

  /** Parses the arguments; empty if they are not valid. */
  static Optional<ImportArguments> read(List<String> arguments) {
    List<String> files = new ArrayList<>();
    Map<String, String> options = new HashMap<>();
    for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
      String argument = rest.next();
      if (!argument.startsWith("-")) {
        files.add(argument);
      } else if (!takes(argument, rest, options)) {
        return Optional.empty();
      }
    }
    return files.size() == 2 && files.get(0).equals("import")
        ? Optional.of(
            new ImportArguments(
                files.get(1),
                options.getOrDefault(ALIAS, ""),
                options.getOrDefault(HOSTS, ""),
                options.getOrDefault(PROXIES, ""),
                options.containsKey(JSON)))
        : Optional.empty();
  }

  /** Takes an option, whose value follows an equals sign or is the next argument. */
  private static boolean takes(
      String argument, Iterator<String> rest, Map<String, String> options) {
    String[] parts = argument.split("=", 2);
    if (argument.equals(JSON)) {
      options.put(JSON, "");
    } else if (WITH_VALUE.contains(parts[0]) && (parts.length == 2 || rest.hasNext())) {
      String value = parts.length == 2 ? parts[1] : rest.next();
      options.put(parts[0], value);
      // Somebody who forgot the value did not mean the next option.
      return parts.length == 2 || !value.startsWith("-");
    } else {
      return false;
    }
    return true;
  }
}
