package io.github.keycloakduo.keycloak.extension;

import io.github.keycloakduo.authentication.ChallengeState;
import io.github.keycloakduo.authentication.LoginState;
import io.github.keycloakduo.mfa.StableHash;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.keycloak.compatibility.CompatibilityMetadataProvider;

/**
 * The metadata that {@code kc.sh update-compatibility} compares: two versions of the extension may
 * serve one cluster at the same time when neither the tables nor what nodes exchange has changed.
 */
public final class DuoCompatibilityMetadataProvider implements CompatibilityMetadataProvider {
  static final String TABLES = "tables";
  static final String SHARED_OBJECTS = "shared-objects";

  @Override
  public Map<String, String> metadata() {
    return Map.of(
        TABLES,
        StableHash.of(List.of(changeLog())),
        SHARED_OBJECTS,
        SharedFormat.of(List.of(LoginState.class, ChallengeState.class)));
  }

  @Override
  public String getId() {
    return DuoJpaEntityProviderFactory.ID;
  }

  private static String changeLog() {
    try (InputStream file =
        DuoCompatibilityMetadataProvider.class
            .getClassLoader()
            .getResourceAsStream(DuoJpaEntityProviderFactory.CHANGE_LOG)) {
      if (file == null) {
        throw new IllegalStateException(DuoJpaEntityProviderFactory.CHANGE_LOG + " is missing");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
