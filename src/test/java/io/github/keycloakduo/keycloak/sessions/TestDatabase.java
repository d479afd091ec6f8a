package io.github.keycloakduo.keycloak.sessions;

import io.github.keycloakduo.keycloak.grace.GraceRow;
import io.github.keycloakduo.keycloak.runtime.LockRow;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.UUID;
import java.util.function.Function;
import liquibase.Liquibase;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.hibernate.jpa.HibernatePersistenceConfiguration;

/** Our tables, made by our own changelog, in a database in memory. */
final class TestDatabase implements AutoCloseable {
  private final EntityManagerFactory factory;

  private TestDatabase(EntityManagerFactory factory) {
    this.factory = factory;
  }

  static TestDatabase start() throws Exception {
    String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=60000";
    try (Connection connection = DriverManager.getConnection(url)) {
      try (Liquibase changes =
          new Liquibase(
              "META-INF/duo-mfa-changelog.xml",
              new ClassLoaderResourceAccessor(),
              DatabaseFactory.getInstance()
                  .findCorrectDatabaseImplementation(new JdbcConnection(connection)))) {
        changes.update("");
      }
    }
    return new TestDatabase(
        new HibernatePersistenceConfiguration("duo-mfa")
            .managedClasses(GraceRow.class, SessionRow.class, LockRow.class)
            .jdbcUrl(url)
            .jdbcPoolSize(40)
            .property("hibernate.hbm2ddl.auto", "validate")
            .createEntityManagerFactory());
  }

  /** Runs work in a transaction of its own. */
  <T> T transaction(Function<EntityManager, T> work) {
    return factory.callInTransaction(work);
  }

  /** As it was after the start. */
  void clear() {
    transaction(entities -> entities.createQuery("delete from DuoMfaSession").executeUpdate());
  }

  @Override
  public void close() {
    factory.close();
  }
}
