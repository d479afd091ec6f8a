package io.github.keycloakduo.keycloak.admin;

import io.github.keycloakduo.keycloak.admin.keycheck.KeyCheckOptions;
import io.github.keycloakduo.keycloak.runtime.DuoRuntime;
import io.github.keycloakduo.keycloak.runtime.DuoServices;
import io.github.keycloakduo.keycloak.runtime.ProviderIds;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProvider;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProviderFactory;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/** The provider factory of the admin interface; it also schedules the daily check of the keys. */
public final class AdminResourceFactory implements AdminRealmResourceProviderFactory {
  @Override
  public String getId() {
    return ProviderIds.BROWSER;
  }

  @Override
  public AdminRealmResourceProvider create(KeycloakSession session) {
    return new Provider();
  }

  /**
   * Keycloak has authenticated the caller, and checked that his realm is this one or the master.
   */
  private record Provider() implements AdminRealmResourceProvider {
    @Override
    public Object getResource(
        KeycloakSession session,
        RealmModel realm,
        AdminPermissionEvaluator permissions,
        AdminEventBuilder events) {
      // Before anything is looked up, so that no caller learns what exists.
      permissions.realm().requireViewRealm();
      DuoServices services = DuoRuntime.of(session.getKeycloakSessionFactory()).services();
      return new AdminResource(
          new AdminContext(session, realm, events, services),
          permissions,
          permissions.adminAuth().getUser().getUsername());
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }

  @Override
  public void init(Config.Scope config) {
    // The options are the authenticator's.
  }

  @Override
  public void postInit(KeycloakSessionFactory factory) {
    KeyCheckOptions options =
        KeyCheckOptions.of(Config.scope("authenticator", ProviderIds.BROWSER));
    factory.register(
        event -> {
          if (event instanceof PostMigrationEvent) {
            options.start(factory, () -> DuoRuntime.of(factory).services());
          }
        });
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
