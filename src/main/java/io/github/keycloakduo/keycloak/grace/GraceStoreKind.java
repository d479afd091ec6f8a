package io.github.keycloakduo.keycloak.grace;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.keycloak.Config;

/** Where graces can be kept. */
enum GraceStoreKind {
  DATABASE,
  SINGLE_USE_OBJECTS;

  private static final String OPTION = "grace-store";

  static GraceStoreKind of(Config.Scope scope) {
    String wanted = scope.get(OPTION, DATABASE.word());
    return Arrays.stream(values())
        .filter(kind -> kind.word().equals(wanted))
        .findAny()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The server option spi-authenticator--duo-mfa--grace-store is \""
                        + wanted
                        + "\"; it must be one of "
                        + Arrays.stream(values())
                            .map(GraceStoreKind::word)
                            .collect(Collectors.joining(", "))));
  }

  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
