package io.github.keycloakduo.keycloak.runtime;

import org.keycloak.Config;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.models.KeycloakSessionFactory;

/** A listener that hears of every event in every realm, whatever the realm's own settings are. */
public abstract class GlobalEventListenerFactory implements EventListenerProviderFactory {
  private final String id;

  /**
   * @param id under which realms would list it; they need not
   */
  protected GlobalEventListenerFactory(String id) {
    this.id = id;
  }

  @Override
  public final String getId() {
    return id;
  }

  @Override
  public final boolean isGlobal() {
    return true;
  }

  @Override
  public final void init(Config.Scope config) {
    // The options are the authenticator's.
  }

  @Override
  public void postInit(KeycloakSessionFactory factory) {
    // Nothing to prepare.
  }

  @Override
  public final void close() {
    // Nothing is held.
  }
}
