package io.github.keycloakduo.keycloak.extension;

import io.github.keycloakduo.keycloak.breakglass.BreakGlassRow;
import io.github.keycloakduo.keycloak.grace.GraceRow;
import io.github.keycloakduo.keycloak.runtime.LockRow;
import io.github.keycloakduo.keycloak.sessions.SessionRow;
import java.util.List;
import org.keycloak.Config;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** The provider of our tables in Keycloak's database; brings them up to date at each start. */
public final class DuoJpaEntityProviderFactory implements JpaEntityProviderFactory {
  /** Part of the name of the change history's table: never change it. */
  static final String ID = "duo-mfa";

  static final String CHANGE_LOG = "META-INF/duo-mfa-changelog.xml";

  private static final JpaEntityProvider TABLES =
      new JpaEntityProvider() {
        @Override
        public List<Class<?>> getEntities() {
          return List.of(GraceRow.class, BreakGlassRow.class, SessionRow.class, LockRow.class);
        }

        @Override
        public String getChangelogLocation() {
          return CHANGE_LOG;
        }

        @Override
        public String getFactoryId() {
          return ID;
        }

        @Override
        public void close() {
          // Nothing is held.
        }
      };

  @Override
  public JpaEntityProvider create(KeycloakSession session) {
    return TABLES;
  }

  @Override
  public String getId() {
    return ID;
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
