package io.github.keycloakduo.keycloak.grace;

import io.github.keycloakduo.grace.GraceStore;
import io.github.keycloakduo.keycloak.DuoMfaAuthenticatorFactory;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.ProviderEvent;

/** Hears of every event in every realm, whatever the realm's own settings of events are. */
public final class DuoEventListenerFactory implements EventListenerProviderFactory {
  /** The id under which realms would list it; they need not. */
  static final String ID = "duo-mfa-grace";

  private @Nullable GraceStore store;

  @Override
  public String getId() {
    return ID;
  }

  @Override
  public boolean isGlobal() {
    return true;
  }

  @Override
  public void init(Config.Scope config) {
    // The options are the authenticator's.
  }

  @Override
  public void postInit(KeycloakSessionFactory factory) {
    Config.Scope scope = Config.scope("authenticator", DuoMfaAuthenticatorFactory.PROVIDER_ID);
    GraceStore chosen = GraceStores.of(scope, factory);
    store = chosen;
    factory.register(
        event -> {
          if (event instanceof PostMigrationEvent) {
            GraceStores.keepClean(scope, factory);
          }
          forget(event, chosen);
        });
  }

  private static void forget(ProviderEvent event, GraceStore store) {
    if (event instanceof UserModel.UserRemovedEvent removed) {
      String realmId = removed.getRealm().getId();
      String userId = removed.getUser().getId();
      DuoEventListener.afterwards(
          removed.getKeycloakSession(), () -> store.endAll(realmId, userId));
    } else if (event instanceof RealmModel.RealmRemovedEvent removed) {
      String realmId = removed.getRealm().getId();
      DuoEventListener.afterwards(removed.getKeycloakSession(), () -> store.endRealm(realmId));
    }
  }

  @Override
  public EventListenerProvider create(KeycloakSession session) {
    return new DuoEventListener(
        session, Objects.requireNonNull(store, "the server has not started yet"));
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
