package io.github.keycloakduo.keycloak.grace;

import io.github.keycloakduo.grace.GraceStore;
import io.github.keycloakduo.keycloak.runtime.GlobalEventListenerFactory;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.ProviderEvent;

/** Ends graces by events, and by what becomes of users and realms. */
public final class DuoEventListenerFactory extends GlobalEventListenerFactory {
  private @Nullable GraceStore store;

  public DuoEventListenerFactory() {
    super("duo-mfa-grace");
  }

  @Override
  public void postInit(KeycloakSessionFactory factory) {
    GraceStore graces = GraceStores.of(factory);
    store = graces;
    factory.register(
        event -> {
          if (event instanceof PostMigrationEvent) {
            GraceStores.keepClean(factory);
          }
          forget(event, graces);
        });
  }

  private static void forget(ProviderEvent event, GraceStore store) {
    if (event instanceof UserModel.UserRemovedEvent removed) {
      String realmId = removed.getRealm().getId();
      String userId = removed.getUser().getId();
      GraceEventListener.afterwards(
          removed.getKeycloakSession(), () -> store.endAll(realmId, userId));
    } else if (event instanceof RealmModel.RealmRemovedEvent removed) {
      String realmId = removed.getRealm().getId();
      GraceEventListener.afterwards(removed.getKeycloakSession(), () -> store.endRealm(realmId));
    }
  }

  @Override
  public EventListenerProvider create(KeycloakSession session) {
    return new GraceEventListener(
        session, Objects.requireNonNull(store, "the server has not started yet"));
  }
}
