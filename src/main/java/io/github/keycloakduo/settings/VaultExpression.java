package io.github.keycloakduo.settings;

import java.util.regex.Pattern;

/** Keycloak's way of naming an entry of its vault: {@code ${vault.key}}. */
final class VaultExpression {
  private static final Pattern SHAPE = Pattern.compile("\\$\\{vault\\.[^}]+}");

  private VaultExpression() {}

  static boolean is(String text) {
    return SHAPE.matcher(text).matches();
  }

  static String of(String key) {
    return "${vault." + key + "}";
  }
}
