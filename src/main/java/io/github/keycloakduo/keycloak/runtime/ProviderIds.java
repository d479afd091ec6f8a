package io.github.keycloakduo.keycloak.runtime;

/**
 * The ids under which Keycloak knows the extension's providers. Flows, mappers, server options and
 * URLs refer to them, so that they never change.
 */
public final class ProviderIds {
  /** The authenticator of browser flows; also the path of the realm and admin resources. */
  public static final String BROWSER = "duo-mfa";

  /** The authenticator of direct grant flows. */
  public static final String DIRECT_GRANT = "duo-mfa-direct-grant";

  /** The authenticator that validates the user name of a direct grant. */
  public static final String DIRECT_GRANT_USERNAME = "duo-mfa-direct-grant-username";

  /** The CIBA authentication channel. */
  public static final String CIBA_CHANNEL = "duo-push";

  /** The protocol mapper. */
  public static final String MAPPER = "duo-mfa-mapper";

  private ProviderIds() {}
}
