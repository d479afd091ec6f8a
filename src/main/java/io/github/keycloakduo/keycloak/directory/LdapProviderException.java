package io.github.keycloakduo.keycloak.directory;

/**
 * The exception for an LDAP provider that cannot be used, with a sentence for the administrator.
 */
final class LdapProviderException extends Exception {
  private static final long serialVersionUID = 1L;
  private static final String KEY = "ldap_server.name: ";

  private final String sentence;

  LdapProviderException(String sentence) {
    super(sentence);
    this.sentence = KEY + sentence;
  }

  /** Begins with the key that leads to the provider. */
  String sentence() {
    return sentence;
  }
}
