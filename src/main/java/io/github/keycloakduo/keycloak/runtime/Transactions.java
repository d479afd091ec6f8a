package io.github.keycloakduo.keycloak.runtime;

import java.util.function.Consumer;
import java.util.function.Function;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * A way to run work in a transaction of its own, apart from that of the request: other nodes see at
 * once what was written, and no row stays locked until the request ends.
 *
 * @param <R> what the work is done on, such as a Keycloak session or the access to a table
 */
public interface Transactions<R> {
  /** Runs the work and commits it. What the work throws undoes it and is thrown on. */
  <T> T call(Function<R, T> work);

  /** The same, for work without a result. */
  default void run(Consumer<R> work) {
    this.<Boolean>call(
        resource -> {
          work.accept(resource);
          return true;
        });
  }

  /** The same transactions, for work on something that is made anew for each of them. */
  default <S> Transactions<S> map(Function<R, S> resource) {
    Transactions<R> own = this;
    return new Transactions<>() {
      @Override
      public <T> T call(Function<S, T> work) {
        return own.call(resource.andThen(work));
      }
    };
  }

  /**
   * Runs work after the session's transaction, and not at all if that is undone. The work must not
   * throw.
   */
  static void afterCommit(KeycloakSession session, Runnable work) {
    session
        .getTransactionManager()
        .enlistAfterCompletion(
            new AbstractKeycloakTransaction() {
              @Override
              protected void commitImpl() {
                work.run();
              }

              @Override
              protected void rollbackImpl() {
                // Nothing has happened.
              }
            });
  }

  /** Transactions in Keycloak sessions whose context is empty. */
  static Transactions<KeycloakSession> of(KeycloakSessionFactory sessions) {
    return new Transactions<>() {
      @Override
      public <T> T call(Function<KeycloakSession, T> work) {
        return KeycloakModelUtils.runJobInTransactionWithResult(sessions, work::apply);
      }
    };
  }

  /**
   * Transactions in Keycloak sessions with this realm in their context, as several of Keycloak's
   * providers expect it. The context has none where the realm was removed.
   */
  static Transactions<KeycloakSession> inRealm(KeycloakSessionFactory sessions, String realmId) {
    return of(sessions)
        .map(
            session -> {
              RealmModel realm = session.realms().getRealm(realmId);
              if (realm != null) {
                session.getContext().setRealm(realm);
              }
              return session;
            });
  }

  /** Transactions in Keycloak sessions whose context is a copy of the request's. */
  static Transactions<KeycloakSession> withContextOf(KeycloakSession request) {
    return new Transactions<>() {
      @Override
      public <T> T call(Function<KeycloakSession, T> work) {
        return KeycloakModelUtils.runJobInTransactionWithResult(
            request.getKeycloakSessionFactory(), request.getContext(), work::apply, "duo-mfa");
      }
    };
  }
}
