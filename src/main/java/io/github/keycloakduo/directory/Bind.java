package io.github.keycloakduo.directory;

import io.github.keycloakduo.mfa.Secret;

/**
 * The name and password of a simple bind (RFC 4513, section 5.1.3).
 *
 * @param name mostly a DN; Active Directory takes other forms, too
 */
public record Bind(String name, Secret password) {
  public Bind {
    // With a name but no password, servers may answer "success" to an unauthenticated bind and
    // treat the client as anonymous (RFC 4513, section 5.1.2).
    if (name.isBlank() || password.value().isEmpty()) {
      throw new IllegalArgumentException("name and password are both needed");
    }
  }
}
