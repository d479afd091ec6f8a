package io.github.keycloakduo.keycloak.gateway;

import io.github.keycloakduo.keycloak.runtime.DuoRuntime;
import io.github.keycloakduo.keycloak.runtime.LogCategory;
import io.github.keycloakduo.keycloak.runtime.ProviderIds;
import io.github.keycloakduo.keycloak.step.DuoAuthenticatorFactory;
import org.jboss.logging.Logger;
import org.keycloak.Config;
import org.keycloak.authentication.Authenticator;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** The factory of the authenticator "Duo MFA (direct grant)". */
public final class DuoMfaDirectGrantFactory implements DuoAuthenticatorFactory {

  private static final Logger LOG = Logger.getLogger(LogCategory.CATEGORY);

  private static final String BLOCKING_PROTECTOR =
      "Gateways: while a direct grant waits for a push, Keycloak's brute force protection rejects all"
          + " other logins of that user on this node. Let gateways send wait=false, or start Keycloak"
          + " with --spi-brute-force-protector--default-brute-force-detector"
          + "--allow-concurrent-requests=true";

  private static final Requirement[] REQUIREMENTS = {Requirement.REQUIRED, Requirement.DISABLED};

  @Override
  public String getId() {
    return ProviderIds.DIRECT_GRANT;
  }

  @Override
  public String getDisplayType() {
    return "Duo MFA (direct grant)";
  }

  @Override
  public String getHelpText() {
    return "Asks Duo for a second factor where there is no browser: the passcode is a parameter,"
        + " a push is waited for.";
  }

  @Override
  public Requirement[] getRequirementChoices() {
    return REQUIREMENTS.clone();
  }

  @Override
  public Authenticator create(KeycloakSession session) {
    DuoRuntime runtime = DuoRuntime.of(session.getKeycloakSessionFactory());
    return new DuoMfaDirectGrant(runtime.services(), runtime.gatewayLogin());
  }

  @Override
  public void init(Config.Scope config) {
    // The server options of the extension belong to the browser step.
  }

  @Override
  public void postInit(KeycloakSessionFactory factory) {
    // All else is taken from the browser step, which may not be ready yet.
    if (!Config.scope("bruteForceProtector", "default-brute-force-detector")
        .getBoolean("allowConcurrentRequests", false)) {
      LOG.warn(BLOCKING_PROTECTOR);
    }
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
