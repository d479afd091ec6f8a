package io.github.keycloakduo.keycloak.extension;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The report that the log has when the server has started.
 *
 * @param summary versions and database
 * @param warnings a sentence for each vulnerability of this Keycloak that concerns the extension
 * @param refusal why the server must not start, if that is so
 */
record StartReport(String summary, List<String> warnings, Optional<String> refusal) {

  static StartReport of(String extensionVersion, ServerFacts server) {
    String running = server.version();
    List<KeycloakVulnerability> found = KeycloakVulnerability.of(server);
    String refusal =
        found.stream()
            .filter(KeycloakVulnerability::forbidsStart)
            .map(each -> each.sentence(running))
            .collect(Collectors.joining(" "));
    return new StartReport(
        "Duo MFA %s on Keycloak %s with %s".formatted(extensionVersion, running, server.database()),
        found.stream()
            .filter(each -> !each.forbidsStart())
            .map(each -> each.sentence(running))
            .toList(),
        Optional.of(refusal)
            .filter(reasons -> !reasons.isEmpty())
            .map(reasons -> "Duo MFA cannot be used on this server. " + reasons));
  }
}
