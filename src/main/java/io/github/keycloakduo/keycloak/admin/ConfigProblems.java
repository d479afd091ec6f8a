package io.github.keycloakduo.keycloak.admin;

import io.github.keycloakduo.keycloak.runtime.DuoServices;
import io.github.keycloakduo.mfa.LogSafeText;
import io.github.keycloakduo.settings.ConfigProblem;
import io.github.keycloakduo.settings.ConfigResult;
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
   * A line for the configuration, or, where it is right by itself, for each one that takes options
   * from it. None for a configuration of another extension.
   */
  Stream<String> causedBy(AuthenticatorConfigModel config) {
    Optional<String> own = line(config);
    return own.isPresent() ? own.stream() : ofSharing(config);
  }

  /** A line for each configuration that takes options from it and cannot be used. */
  Stream<String> ofSharing(AuthenticatorConfigModel config) {
    return ConfigUsages.taking(session, realm, services.configs(), config)
        .flatMap(taking -> line(taking).stream());
  }

  private Optional<String> line(AuthenticatorConfigModel config) {
    List<String> problems = of(config);
    return problems.isEmpty()
        ? clientProblems(config).map(some -> line("logins to single clients", config, some))
        : Optional.of(line("every login", config, problems));
  }

  /** What is wrong for clients that have a configuration of their own. */
  private Optional<List<String>> clientProblems(AuthenticatorConfigModel config) {
    if (!configurations.isOfStep(config) || configurations.isOfUsernameStep(config)) {
      return Optional.empty();
    }
    List<String> problems =
        services.configs().ofClients(session, config).entrySet().stream()
            .flatMap(
                client ->
                    problems(config, client.getValue()).stream()
                        .map(problem -> "\"" + LogSafeText.of(client.getKey()) + "\": " + problem))
            .toList();
    return Optional.of(problems).filter(some -> !some.isEmpty());
  }

  private String line(String logins, AuthenticatorConfigModel config, List<String> problems) {
    String alias = Optional.ofNullable(config.getAlias()).orElse("");
    return "A saved configuration makes "
        + logins
        + " fail: realm "
        + LogSafeText.of(realm.getName())
        + ", configuration \""
        + LogSafeText.of(alias)
        + "\": "
        + String.join("; ", problems);
  }

  /** Sentences about the configuration by itself and in its steps; none if no step has it. */
  List<String> of(AuthenticatorConfigModel config) {
    if (configurations.isOfUsernameStep(config)) {
      return ConfigProblem.sentences(
          services.configs().ofUsername(session, config, Optional.empty()).problems());
    }
    // Without a step it is at most shared, and need not be complete.
    return configurations.isOfStep(config)
        ? problems(config, services.configs().of(session, config))
        : List.of();
  }

  private List<String> problems(AuthenticatorConfigModel config, ConfigResult result) {
    return result.match(
        valid -> problems(config, valid.settings()),
        invalid -> ConfigProblem.sentences(invalid.problems()));
  }

  private List<String> problems(AuthenticatorConfigModel config, DuoMfaSettings settings) {
    List<String> problems = new ArrayList<>(services.problems(session, settings));
    problems.addAll(
        new ConfigUsages(session, realm, services.configs()::of).problems(config, settings));
    return problems;
  }
}
