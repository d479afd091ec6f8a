package io.github.keycloakduo.keycloak.runtime;

import java.net.URI;
import java.util.List;

/**
 * The background of servers, all of whose threads wait: for a directory that does not answer, as it
 * were. The servers need the provider of {@link SingleUseObjectStoreContract}, and can be occupied
 * once.
 */
public final class OccupiedBackground implements AutoCloseable {
  private final List<RemoteStore> servers;

  public OccupiedBackground(List<URI> servers) {
    this.servers = servers.stream().map(RemoteStore::new).toList();
    this.servers.forEach(RemoteStore::occupyBackground);
  }

  @Override
  public void close() {
    servers.forEach(RemoteStore::freeBackground);
  }
}
