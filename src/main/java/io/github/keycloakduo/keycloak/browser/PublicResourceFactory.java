package io.github.keycloakduo.keycloak.browser;

import io.github.keycloakduo.keycloak.runtime.DuoRuntime;
import io.github.keycloakduo.keycloak.runtime.ProviderIds;
import io.github.keycloakduo.keycloak.step.HelpLinks;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/** The factory of the public resource {@code /realms/{realm}/duo-mfa}. */
public final class PublicResourceFactory implements RealmResourceProviderFactory {
  @Override
  public String getId() {
    return ProviderIds.BROWSER;
  }

  @Override
  public RealmResourceProvider create(KeycloakSession session) {
    DuoRuntime runtime = DuoRuntime.of(session.getKeycloakSessionFactory());
    return new Provider(
        new PublicResource(
            session,
            runtime.challenges(),
            new HelpLinks(runtime.services().configs()),
            runtime.services().clock()));
  }

  private record Provider(PublicResource resource) implements RealmResourceProvider {
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
