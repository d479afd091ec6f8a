package io.github.keycloakduo.keycloak.admin.flows;

import io.github.keycloakduo.keycloak.runtime.DuoServices;
import io.github.keycloakduo.policy.ExemptionWarnings;
import io.github.keycloakduo.policy.ListedUsers;
import io.github.keycloakduo.policy.StepWarning;
import io.github.keycloakduo.settings.DuoMfaSettings;
import io.github.keycloakduo.settings.Exemptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.KeycloakSession;

/** A search for exemptions of everybody in the configurations of Duo steps. */
final class DoubtfulExemptions {
  private final KeycloakSession session;
  private final DuoServices services;

  /** By id of the configuration, which many flows and clients may have. */
  private final Map<String, Optional<StepExemption>> known = new HashMap<>();

  DoubtfulExemptions(KeycloakSession session, DuoServices services) {
    this.session = session;
    this.services = services;
  }

  /** The one of that configuration; none if no login can use it. */
  Optional<StepExemption> of(AuthenticatorConfigModel config) {
    return known.computeIfAbsent(config.getId(), id -> find(config));
  }

  private Optional<StepExemption> find(AuthenticatorConfigModel config) {
    return services
        .configs()
        .of(session, config)
        .match(valid -> of(valid.settings()), invalid -> Optional.empty());
  }

  private Optional<StepExemption> of(DuoMfaSettings settings) {
    return services.problems(session, settings).isEmpty()
        ? of(settings, services.listedUsers(session, settings))
        : Optional.empty();
  }

  private static Optional<StepExemption> of(DuoMfaSettings settings, ListedUsers listed) {
    Exemptions exemptions = settings.exemptions();
    List<StepWarning> everybody = ExemptionWarnings.everybody(settings, () -> listed);
    return everybody.isEmpty()
        ? ExemptionWarnings.missingGroup(exemptions, listed)
            .filter(warning -> ExemptionWarnings.isForAll(exemptions.users()))
            .map(warning -> new StepExemption(warning.sentence(), false))
        : Optional.of(
            new StepExemption(
                everybody.stream().map(StepWarning::sentence).collect(Collectors.joining(", and ")),
                true));
  }
}
