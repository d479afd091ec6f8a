package io.github.keycloakduo.keycloak.grace;

import io.github.keycloakduo.keycloak.runtime.Transactions;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.function.Function;
import liquibase.Liquibase;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.hibernate.cfg.Configuration;

/**
 * A database with our tables, by the changelog that servers run, behind the object mapper of
 * Keycloak. H2, or what the system property {@code grace.jdbc.url} names.
 */
final class GraceDatabase implements Transactions<GraceTable>, AutoCloseable {
  private static final String URL =
      System.getProperty(
          "grace.jdbc.url", "jdbc:h2:mem:grace;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=20000");

  private final EntityManagerFactory entities;

  GraceDatabase() {
    migrate();
    entities =
        new Configuration()
            .addAnnotatedClass(GraceRow.class)
            .setProperty("hibernate.connection.url", URL)
            .setProperty("hibernate.connection.isolation", "READ_COMMITTED")
            .setProperty("hibernate.connection.pool_size", "40")
            .setProperty("hibernate.hbm2ddl.auto", "validate")
            .buildSessionFactory();
  }

  private static void migrate() {
    try (Connection connection = DriverManager.getConnection(URL)) {
      Database database =
          DatabaseFactory.getInstance()
              .findCorrectDatabaseImplementation(new JdbcConnection(connection));
      new Liquibase("META-INF/duo-mfa-changelog.xml", new ClassLoaderResourceAccessor(), database)
          .update("");
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Override
  public <T> T call(Function<GraceTable, T> work) {
    EntityManager manager = entities.createEntityManager();
    try {
      manager.getTransaction().begin();
      T result = work.apply(new GraceTable(manager));
      manager.getTransaction().commit();
      return result;
    } catch (RuntimeException failure) {
      manager.getTransaction().rollback();
      throw failure;
    } finally {
      manager.close();
    }
  }

  @Override
  public void close() {
    entities.close();
  }
}
