package io.github.keycloakduo.directory;

import io.github.keycloakduo.mfa.Secret;

/**
 * Who asks the directory.
 *
 * @param name mostly a DN; Active Directory takes other forms, too
 */
public record Bind(String name, Secret password) {
  public Bind {
    // With a name but no password, servers answer "success" and treat the client as anonymous.
    if (name.isBlank() || password.value().isEmpty()) {
      throw new IllegalArgumentException("name and password are both needed");
    }
  }
}
