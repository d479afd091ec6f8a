package io.github.keycloakduo.settings;

import java.util.regex.Pattern;

/** Keycloak's way of naming an entry of its vault: {@code ${vault.key}}. */
public final class VaultExpression {
  private static final Pattern SHAPE = Pattern.compile("\\$\\{vault\\.[^}]+}");

  private VaultExpression() {}

  /** Whether the whole text is such a name. */
  public static boolean is(String text) {
    return SHAPE.matcher(text).matches();
  }

  /** The way to write an entry of that name. */
  public static String of(String key) {
    return "${vault." + key + "}";
  }
}
