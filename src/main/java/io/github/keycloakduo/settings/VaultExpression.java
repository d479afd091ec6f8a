package io.github.keycloakduo.settings;

import java.util.regex.Pattern;

/**
 * The reference to an entry of Keycloak's vault: {@code ${vault.key}}.
 *
 * @see <a href="https://www.keycloak.org/docs/latest/server_admin/#_vault-administration">Keycloak:
 *     Using a vault to obtain secrets</a>
 */
public final class VaultExpression {
  private static final Pattern SHAPE = Pattern.compile("\\$\\{vault\\.[^}]+}");

  private VaultExpression() {}

  /** Whether the whole text is such a reference. */
  public static boolean is(String text) {
    return SHAPE.matcher(text).matches();
  }

  /** The reference to the entry of that name. */
  public static String of(String key) {
    return "${vault." + key + "}";
  }
}
