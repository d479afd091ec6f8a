package io.github.keycloakduo.testkit.realm;

import io.github.keycloakduo.testkit.server.KeycloakUnderTest;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The realms of one server that tests use one after the other: to create and to remove a realm
 * takes Keycloak longer than most tests. A test that closes its realm gives it back, and a later
 * one gets it only if Keycloak exports it as it was when it was new; else it is removed.
 */
public final class RealmPool {
  /** Results that no browser has come for are reported a few seconds after the test. */
  private static final Duration REST = Duration.ofSeconds(12);

  private final KeycloakUnderTest keycloak;
  private final URI redirectUri;
  private final Deque<Resting> resting = new ArrayDeque<>();

  /** A realm that was given back at this {@link System#nanoTime}. */
  private record Resting(CleanRealm realm, long since) {}

  public RealmPool(KeycloakUnderTest keycloak, URI redirectUri) {
    this.keycloak = keycloak;
    this.redirectUri = redirectUri;
  }

  /** A realm without users and events, as if new. */
  public synchronized TestRealm take() {
    Resting longest = resting.peekFirst();
    CleanRealm realm;
    if (longest != null && System.nanoTime() - longest.since() > REST.toNanos()) {
      resting.removeFirst();
      realm = longest.realm();
    } else {
      realm = CleanRealm.of(TestRealm.create(keycloak, redirectUri));
    }
    realm.realm().events().clear();
    return realm.realm().endingWith(used -> giveBack(realm));
  }

  private void giveBack(CleanRealm realm) {
    if (!realm.restore()) {
      realm.realm().close();
      return;
    }
    synchronized (this) {
      resting.addLast(new Resting(realm, System.nanoTime()));
    }
  }
}
