package io.github.keycloakduo.login;

import io.github.keycloakduo.testkit.database.NeedsPostgres;
import io.github.keycloakduo.testkit.server.NeedsKeycloak;
import io.github.keycloakduo.testkit.server.ServerOptions;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The logins of {@link TwoNodesIT} where authentication sessions and single-use objects are in the
 * database: a preview of Keycloak 26.7, which older versions do not know.
 */
@EnabledIfSystemProperty(
    named = "testkit.matrix",
    matches = "true",
    disabledReason = "only `mvn verify -Pmatrix` has the time for it")
@NeedsKeycloak("26.7")
@NeedsPostgres
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StatelessNodesIT extends TwoNodesIT {
  @Override
  ServerOptions more(ServerOptions options) {
    return options.withBuild("features", "stateless");
  }

  /** The notes of a login are written to the database there. */
  @Override
  long moreStatements() {
    return 7;
  }
}
