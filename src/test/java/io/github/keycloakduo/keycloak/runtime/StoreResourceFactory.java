package io.github.keycloakduo.keycloak.runtime;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/**
 * The provider by which tests reach the store inside of a server: {@code
 * /realms/{realm}/duo-store-contract}. It is packed into a jar of its own, beside the product.
 */
public final class StoreResourceFactory implements RealmResourceProviderFactory {
  static final String ID = "duo-store-contract";

  @Override
  public String getId() {
    return ID;
  }

  @Override
  public RealmResourceProvider create(KeycloakSession session) {
    return new Provider(new StoreResource(session));
  }

  private record Provider(StoreResource resource) implements RealmResourceProvider {
    @Override
    public Object getResource() {
      return resource;
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }

  @Override
  public void init(Config.Scope config) {
    // Nothing to configure.
  }

  @Override
  public void postInit(KeycloakSessionFactory factory) {
    // Nothing to prepare.
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
