package io.github.keycloakduo.keycloak.runtime;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.Authenticator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.SingleUseObjectProvider;

/**
 * The single-use objects of the extension, in Keycloak's store, under keys made with the {@link
 * ServerSecret}. All features of Keycloak share one space of keys, and a hole there (CVE-2026-4325)
 * let callers name any key: none that can be computed outside may hold a lock, a limit or the state
 * of a login.
 */
public final class SingleUseObjects {
  private final SingleUseObjectProvider objects;
  private final ServerSecret secret;

  SingleUseObjects(SingleUseObjectProvider objects, ServerSecret secret) {
    this.objects = objects;
    this.secret = secret;
  }

  /** The provider factory that knows them once the server has started. */
  public interface Owner {
    /** Those that a session reads and writes. */
    SingleUseObjects singleUseObjects(KeycloakSession session);
  }

  /** Those of this server, as a session reads and writes them. */
  public static SingleUseObjects of(KeycloakSession session) {
    return ((Owner)
            session
                .getKeycloakSessionFactory()
                .getProviderFactory(Authenticator.class, ProviderIds.BROWSER))
        .singleUseObjects(session);
  }

  /** Keeps notes; other nodes see them after the transaction. */
  public void put(String key, long lifespanSeconds, Map<String, String> notes) {
    objects.put(stored(key), lifespanSeconds, notes);
  }

  /** The notes under a key, unless they were removed or have expired. */
  public @Nullable Map<String, String> get(String key) {
    return objects.get(stored(key));
  }

  /** Removes the notes; of all who try at once, on all nodes, one gets them. */
  public @Nullable Map<String, String> remove(String key) {
    return objects.remove(stored(key));
  }

  /** Whether nothing was there; of all who try at once, on all nodes, it is true for one. */
  public boolean putIfAbsent(String key, long lifespanSeconds) {
    return objects.putIfAbsent(stored(key), lifespanSeconds);
  }

  /** Whether there is something. */
  public boolean contains(String key) {
    return objects.contains(stored(key));
  }

  private String stored(String key) {
    return "duo." + secret.mac(key);
  }
}
