package io.github.keycloakduo.keycloak.admin;

import io.github.keycloakduo.keycloak.runtime.DuoServices;
import io.github.keycloakduo.mfa.LogSafeText;
import io.github.keycloakduo.settings.ConfigProblem;
import io.github.keycloakduo.settings.DuoMfaSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** The problems because of which the steps that have a configuration fail, as the log has them. */
final class ConfigProblems {
  private final KeycloakSession session;
  private final RealmModel realm;
  private final DuoServices services;
  private final Configurations configurations;

  ConfigProblems(KeycloakSession session, RealmModel realm, DuoServices services) {
    this.session = session;
    this.realm = realm;
    this.services = services;
    this.configurations = new Configurations(realm);
  }

  /**
   * A line for the configuration, or, where it is right by itself, for each one that shares it.
   * None for a configuration of another extension.
   */
  Stream<String> causedBy(AuthenticatorConfigModel config) {
    Optional<String> own = line(config);
    return own.isPresent() ? own.stream() : ofSharing(config);
  }

  /** A line for each configuration that shares it and cannot be used. */
  Stream<String> ofSharing(AuthenticatorConfigModel config) {
    return ConfigUsages.sharing(realm, config).flatMap(sharing -> line(sharing).stream());
  }

  private Optional<String> line(AuthenticatorConfigModel config) {
    return Optional.of(of(config)).filter(some -> !some.isEmpty()).map(some -> line(config, some));
  }

  private String line(AuthenticatorConfigModel config, List<String> problems) {
    String alias = Optional.ofNullable(config.getAlias()).orElse("");
    return "A saved configuration makes every login fail: realm "
        + LogSafeText.of(realm.getName())
        + ", configuration \""
        + LogSafeText.of(alias)
        + "\": "
        + String.join("; ", problems);
  }

  /** Sentences about the configuration by itself and in its steps; none if no step has it. */
  List<String> of(AuthenticatorConfigModel config) {
    if (configurations.isOfUsernameStep(config)) {
      return ConfigProblem.sentences(services.configs().ofUsername(session, config).problems());
    }
    // Without a step it is at most shared, and need not be complete.
    return configurations.isOfStep(config)
        ? services
            .configs()
            .of(session, config)
            .match(
                valid -> problems(config, valid.settings()),
                invalid -> ConfigProblem.sentences(invalid.problems()))
        : List.of();
  }

  private List<String> problems(AuthenticatorConfigModel config, DuoMfaSettings settings) {
    List<String> problems = new ArrayList<>(services.problems(session, settings));
    problems.addAll(
        new ConfigUsages(session, realm, services.configs()::of).problems(config, settings));
    return problems;
  }
}
