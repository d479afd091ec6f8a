package io.github.keycloakduo.testkit;

import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.server.TestEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The directory of Keycloak's vault of files. */
public record VaultDirectory(Path path) {

  static VaultDirectory create() {
    try {
      Path vaults = Files.createDirectories(TestEnvironment.current().work().resolve("vaults"));
      return new VaultDirectory(Files.createTempDirectory(vaults, "vault"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stores a secret of a realm. */
  public void put(TestRealm realm, String key, String secret) {
    try {
      // An underscore parts realm and key, and is doubled in both.
      Files.writeString(path.resolve(realm.name() + "_" + key.replace("_", "__")), secret);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
