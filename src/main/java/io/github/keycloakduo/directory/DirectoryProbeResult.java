package io.github.keycloakduo.directory;

import java.util.Optional;

/**
 * The result of a probe of a directory.
 *
 * @param bind why nobody can ask it; one sentence, never a secret
 * @param search why a search fails; empty also when none was made
 * @param hasUsers whether any entry is a user by base, classes and filter of the provider
 */
public record DirectoryProbeResult(
    Optional<String> bind, Optional<String> search, boolean hasUsers) {
  /** Nobody can ask it. */
  public static DirectoryProbeResult noBind(String sentence) {
    return new DirectoryProbeResult(Optional.of(sentence), Optional.empty(), false);
  }
}
