package io.github.keycloakduo.testkit.realm;

import io.github.keycloakduo.testkit.server.KeycloakUnderTest;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The realms of one server that tests use one after the other: to create and to remove a realm
 * takes Keycloak longer than most tests. A test that closes its realm gives it back, and the next
 * one gets it only if Keycloak exports it as it was when it was new; else it is removed.
 */
public final class RealmPool {
  /**
   * A realm rests while others are used: what its last test left in the air comes down meanwhile.
   */
  private static final int SIZE = 4;

  private final KeycloakUnderTest keycloak;
  private final URI redirectUri;
  private final Deque<CleanRealm> free = new ArrayDeque<>();

  public RealmPool(KeycloakUnderTest keycloak, URI redirectUri) {
    this.keycloak = keycloak;
    this.redirectUri = redirectUri;
  }

  /** A realm without users and events, as if new. */
  public synchronized TestRealm take() {
    CleanRealm realm =
        free.isEmpty()
            ? CleanRealm.of(TestRealm.create(keycloak, redirectUri))
            : free.removeFirst();
    realm.realm().events().clear();
    return realm.realm().endingWith(used -> giveBack(realm));
  }

  private void giveBack(CleanRealm realm) {
    if (!realm.restore()) {
      realm.realm().close();
      return;
    }
    synchronized (this) {
      free.addLast(realm);
    }
  }
}
