package io.github.keycloakduo.keycloak.runtime;

import io.github.keycloakduo.duo.DuoClients;
import io.github.keycloakduo.mfa.DuoAuthApi;
import io.github.keycloakduo.mfa.UniversalPrompt;
import io.github.keycloakduo.settings.DuoMfaSettings;

/** The two APIs of Duo, as configurations reach them. */
public final class ConfiguredDuo {
  private final DuoClients clients;

  ConfiguredDuo(DuoClients clients) {
    this.clients = clients;
  }

  /** The Auth API for a login, behind the circuit breaker. */
  public DuoAuthApi authApi(DuoMfaSettings settings) {
    return clients.loginClient(settings.connection(), settings.integration(), settings.timeout());
  }

  /** The Universal Prompt for a login, behind the circuit breaker. */
  public UniversalPrompt prompt(DuoMfaSettings settings) {
    return clients.loginPrompt(settings.connection(), settings.integration(), settings.timeout());
  }

  /** The Auth API for an administrator, who wants to know how Duo is now. */
  public DuoAuthApi testedAuthApi(DuoMfaSettings settings) {
    return clients.client(settings.connection(), settings.integration());
  }

  /** The Universal Prompt for an administrator. */
  public UniversalPrompt testedPrompt(DuoMfaSettings settings) {
    return clients.prompt(settings.connection(), settings.integration());
  }

  /** Whether this node decides the logins of the configuration without a call to Duo. */
  public boolean isBreakerOpen(DuoMfaSettings settings) {
    return clients.isBreakerOpen(settings.connection(), settings.timeout());
  }

  /** Lets logins call Duo again, which has answered an administrator. */
  public void closeBreakers(DuoMfaSettings settings) {
    clients.closeBreakers(settings.connection());
  }
}
