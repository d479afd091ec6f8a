package io.github.keycloakduo.keycloak.step;

import io.github.keycloakduo.keycloak.runtime.ConfigForm;
import java.util.List;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.provider.ProviderConfigProperty;

/** The part that the factories of all Duo authenticators have in common. */
public interface DuoAuthenticatorFactory extends AuthenticatorFactory {
  /** Keycloak's brute-force detection counts failures of this category only. */
  @Override
  default String getReferenceCategory() {
    return OTPCredentialModel.TYPE;
  }

  @Override
  default boolean isConfigurable() {
    return true;
  }

  @Override
  default boolean isUserSetupAllowed() {
    return false;
  }

  @Override
  default List<ProviderConfigProperty> getConfigProperties() {
    return ConfigForm.properties();
  }
}
