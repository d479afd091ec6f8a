package io.github.keycloakduo.keycloak.directory;

import io.github.keycloakduo.mfa.UserDirectory;
import java.util.function.Function;

/** What {@code ldap_server.name} leads to in a realm. */
public sealed interface RealmDirectory {
  /** A directory that can be asked; whether it answers, it says itself. */
  record Ready(UserDirectory directory) implements RealmDirectory {}

  /**
   * No directory.
   *
   * @param problem one sentence for the administrator, with the key; never a secret
   */
  record Broken(String problem) implements RealmDirectory {}

  /** Folds both cases into one result. */
  default <R> R match(Function<UserDirectory, R> ready, Function<String, R> broken) {
    if (this instanceof Ready r) {
      return ready.apply(r.directory());
    }
    return broken.apply(((Broken) this).problem());
  }
}
