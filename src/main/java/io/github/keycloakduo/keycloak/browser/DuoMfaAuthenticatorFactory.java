package io.github.keycloakduo.keycloak.browser;

import io.github.keycloakduo.keycloak.breakglass.BreakGlassStores;
import io.github.keycloakduo.keycloak.claims.AmrCorrectingAuthenticator;
import io.github.keycloakduo.keycloak.grace.GraceStores;
import io.github.keycloakduo.keycloak.runtime.DuoRuntime;
import io.github.keycloakduo.keycloak.runtime.ProviderIds;
import io.github.keycloakduo.keycloak.step.DuoAuthenticatorFactory;
import io.github.keycloakduo.settings.AllowedRoutes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.authentication.AuthenticationFlowCallbackFactory;
import org.keycloak.authentication.Authenticator;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** The factory of the authenticator "Duo MFA" of browser flows; it owns the runtime. */
public final class DuoMfaAuthenticatorFactory
    implements DuoAuthenticatorFactory, AuthenticationFlowCallbackFactory, DuoRuntime.Owner {

  private static final Requirement[] REQUIREMENTS = {
    Requirement.REQUIRED, Requirement.ALTERNATIVE, Requirement.DISABLED
  };

  private AllowedRoutes allowed = AllowedRoutes.DEFAULT;
  private @Nullable DuoRuntime runtime;
  private @Nullable Authenticator authenticator;

  @Override
  public String getId() {
    return ProviderIds.BROWSER;
  }

  @Override
  public String getDisplayType() {
    return "Duo MFA";
  }

  @Override
  public String getHelpText() {
    return "Asks Duo for a second factor: push, passcode, SMS or phone call.";
  }

  @Override
  public Requirement[] getRequirementChoices() {
    return REQUIREMENTS.clone();
  }

  @Override
  public void init(Config.Scope config) {
    allowed =
        AllowedRoutes.parse(config.get("allowed-hosts", ""), config.get("allowed-proxies", ""));
  }

  @Override
  public void postInit(KeycloakSessionFactory factory) {
    runtime =
        new DuoRuntime(factory, allowed, GraceStores.of(factory), BreakGlassStores.of(factory));
    authenticator = new DuoMfaAuthenticator(runtime.services(), runtime.flow());
  }

  @Override
  public DuoRuntime runtime() {
    return Objects.requireNonNull(runtime, "the server has not started yet");
  }

  @Override
  public Authenticator create(KeycloakSession session) {
    return new AmrCorrectingAuthenticator(
        Objects.requireNonNull(authenticator, "the server has not started yet"), session);
  }

  @Override
  public void close() {
    if (runtime != null) {
      runtime.close();
    }
  }
}
