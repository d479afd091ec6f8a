package io.github.keycloakduo.keycloak.directory;

import io.github.keycloakduo.mfa.UserDirectory;
import java.util.function.Function;

/** The directory to which {@code ldap_server.name} leads in a realm, or the reason for none. */
public sealed interface RealmDirectory {
  /** Applies the function of the case that this is. */
  <R> R match(Function<UserDirectory, R> ready, Function<String, R> misconfigured);

  /** A directory that can be asked; whether it can be reached, its answers say. */
  record Ready(UserDirectory directory) implements RealmDirectory {
    @Override
    public <R> R match(Function<UserDirectory, R> ready, Function<String, R> misconfigured) {
      return ready.apply(directory);
    }
  }

  /**
   * No directory.
   *
   * @param problem one sentence for the administrator, with the key; never a secret
   */
  record Misconfigured(String problem) implements RealmDirectory {
    @Override
    public <R> R match(Function<UserDirectory, R> ready, Function<String, R> misconfigured) {
      return misconfigured.apply(problem);
    }
  }
}
