package io.github.keycloakduo.keycloak.extension;

import io.github.keycloakduo.keycloak.runtime.LogCategory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.keycloak.ServerStartupError;
import org.keycloak.common.Profile;
import org.keycloak.common.Version;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.connections.jpa.JpaConnectionProviderFactory;
import org.keycloak.models.KeycloakSessionFactory;

/**
 * The check of the server at its start: the log names versions and database, and the known
 * vulnerabilities of this Keycloak that concern the extension.
 */
final class ServerCheck {
  private static final Logger LOG = Logger.getLogger(LogCategory.CATEGORY);

  /** The key of the feature, which older versions of Keycloak do not know. */
  private static final String STATELESS = "stateless";

  private ServerCheck() {}

  /**
   * Writes the report.
   *
   * @throws ServerStartupError where nothing that the extension promises would hold
   */
  static void run(KeycloakSessionFactory sessions) {
    StartReport report = StartReport.of(extensionVersion(), facts(sessions));
    LOG.info(report.summary());
    report.warnings().forEach(LOG::warn);
    report
        .refusal()
        .ifPresent(
            reason -> {
              LOG.fatal(reason);
              throw new ServerStartupError(reason);
            });
  }

  private static ServerFacts facts(KeycloakSessionFactory sessions) {
    return new ServerFacts(Version.VERSION, database(sessions), isStateless());
  }

  private static String database(KeycloakSessionFactory sessions) {
    var factory =
        (JpaConnectionProviderFactory) sessions.getProviderFactory(JpaConnectionProvider.class);
    try (Connection connection = factory.getConnection()) {
      return connection.getMetaData().getDatabaseProductName();
    } catch (SQLException e) {
      throw new IllegalStateException("the database does not say what it is", e);
    }
  }

  private static boolean isStateless() {
    return Profile.getInstance().getFeatures().entrySet().stream()
        .filter(Map.Entry::getValue)
        .anyMatch(feature -> STATELESS.equals(feature.getKey().getUnversionedKey()));
  }

  private static String extensionVersion() {
    return Objects.requireNonNullElse(
        ServerCheck.class.getPackage().getImplementationVersion(), "of unknown version");
  }
}
