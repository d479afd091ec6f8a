package io.github.keycloakduo.keycloak.grace;

import java.util.function.Function;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Work in a session and transaction of its own: other nodes see it at once, and a row it touches is
 * not locked until the login ends.
 *
 * @param <R> what the work is done on
 */
interface OwnTransaction<R> {
  /** Does the work; whatever it throws undoes it. */
  <T> T call(Function<R, T> work);

  static <R> OwnTransaction<R> of(
      KeycloakSessionFactory sessions, Function<KeycloakSession, R> resource) {
    return new OwnTransaction<>() {
      @Override
      public <T> T call(Function<R, T> work) {
        return KeycloakModelUtils.runJobInTransactionWithResult(
            sessions, session -> work.apply(resource.apply(session)));
      }
    };
  }
}
