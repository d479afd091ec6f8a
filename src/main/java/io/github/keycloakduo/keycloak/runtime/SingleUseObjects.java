package io.github.keycloakduo.keycloak.runtime;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.SingleUseObjectProvider;

/**
 * Keycloak's single-use objects under keys made with the {@link ServerSecret}. All features of
 * Keycloak share one space of keys, and a hole there (CVE-2026-4325) let callers name any key: none
 * that can be computed outside may hold a lock, a limit or the state of a login.
 */
public final class SingleUseObjects {
  private final SingleUseObjectProvider objects;
  private final ServerSecret secret;

  SingleUseObjects(SingleUseObjectProvider objects, ServerSecret secret) {
    this.objects = objects;
    this.secret = secret;
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
