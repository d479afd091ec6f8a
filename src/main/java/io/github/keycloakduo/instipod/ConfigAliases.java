package io.github.keycloakduo.instipod;

import io.github.keycloakduo.mfa.LogSafeText;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The aliases of the configurations for single clients: that of the main one and the client id,
 * without characters that Keycloak or the vault would not take, and each once.
 */
final class ConfigAliases {
  private static final Pattern UNFIT = Pattern.compile("[^A-Za-z0-9._-]+");
  private static final int MAX_MAIN = 120;
  private static final int MAX_CLIENT = 80;

  private final String main;
  private final Set<String> given = new HashSet<>();

  ConfigAliases(String main) {
    this.main = LogSafeText.cut(main, MAX_MAIN);
    given.add(key(main));
  }

  /** The next one, for a client. */
  String of(String clientId) {
    String fit = UNFIT.matcher(clientId).replaceAll("-");
    String first = main + "-" + LogSafeText.cut(fit, MAX_CLIENT);
    String alias = first;
    for (int more = 2; !given.add(key(alias)); more++) {
      alias = first + "-" + more;
    }
    return alias;
  }

  /** Names that differ in case only are one to a database, or to a vault of files. */
  static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
