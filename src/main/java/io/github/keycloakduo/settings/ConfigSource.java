package io.github.keycloakduo.settings;

/**
 * The configuration whose options hold for a login, as Keycloak identifies it.
 *
 * @param id stays the same when it is renamed
 * @param alias may be blank
 */
public record ConfigSource(String id, String alias) {
  /** Of options that are not stored in Keycloak. */
  public static final ConfigSource NONE = new ConfigSource("", "");
}
