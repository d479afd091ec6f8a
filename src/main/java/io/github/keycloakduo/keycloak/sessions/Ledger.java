package io.github.keycloakduo.keycloak.sessions;

import java.util.function.Function;

/** Opens the book in a short transaction of its own, so that no lock waits for a request's end. */
interface Ledger {
  <T> T call(Function<SessionReservations, T> work);
}
