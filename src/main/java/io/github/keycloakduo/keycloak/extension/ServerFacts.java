package io.github.keycloakduo.keycloak.extension;

import java.util.Locale;

/**
 * The facts about a server that decide whether a vulnerability of Keycloak concerns it.
 *
 * @param version as Keycloak gives it
 * @param database the name of the product, as its JDBC driver gives it
 * @param singleUseObjectsInDatabase whether they are in the database, as with {@code
 *     --features=stateless}
 */
record ServerFacts(String version, String database, boolean singleUseObjectsInDatabase) {

  boolean isMySqlFamily() {
    String name = database.toLowerCase(Locale.ROOT);
    return name.contains("mysql") || name.contains("mariadb");
  }
}
