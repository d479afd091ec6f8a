package io.github.keycloakduo.settings;

import io.github.keycloakduo.mfa.LogSafeText;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A reason why a configuration cannot be used.
 *
 * @param key the option that is wrong; empty if it is none of this extension
 * @param sentence for the administrator: key, value (never a secret) and what is accepted
 */
public record ConfigProblem(Optional<SettingKey> key, Kind kind, String sentence) {
  /** The kinds of problems. */
  public enum Kind {
    /** An option that is required has no value. */
    MISSING,
    /** The value of an option is not accepted. */
    INVALID_VALUE,
    /** An option refers to an entry that Keycloak's vault does not have. */
    NOT_IN_VAULT,
    /** The configuration has an option that this extension does not. */
    UNKNOWN_OPTION,
    /** There is no configuration at all. */
    NO_CONFIGURATION
  }

  /** The problem of an execution for which nothing is configured. */
  public static ConfigProblem noConfiguration() {
    return new ConfigProblem(
        Optional.empty(), Kind.NO_CONFIGURATION, "the execution has no configuration");
  }

  static ConfigProblem missing(SettingKey key, String because) {
    return new ConfigProblem(Optional.of(key), Kind.MISSING, key.id() + " is missing" + because);
  }

  static ConfigProblem invalid(SettingKey key, String sentence) {
    return new ConfigProblem(Optional.of(key), Kind.INVALID_VALUE, sentence);
  }

  static ConfigProblem notInVault(SettingKey key, String expression) {
    return new ConfigProblem(
        Optional.of(key),
        Kind.NOT_IN_VAULT,
        key.id() + ": the vault has no entry for " + LogSafeText.quotable(expression));
  }

  static ConfigProblem unknownOption(String id) {
    return new ConfigProblem(
        Optional.empty(),
        Kind.UNKNOWN_OPTION,
        LogSafeText.quotable(id) + " is not an option of this extension; remove or correct it");
  }

  /**
   * All problems of a configuration. That an option is missing is said only where it is the cause:
   * not of an option that the vault lacks, nor while nothing could be taken from another
   * configuration.
   *
   * @param found while values were looked up
   * @param read while they were parsed
   */
  static List<ConfigProblem> causes(List<ConfigProblem> found, List<ConfigProblem> read) {
    Set<Optional<SettingKey>> known =
        found.stream().map(ConfigProblem::key).collect(Collectors.toSet());
    boolean unshared =
        known.contains(Optional.of(SettingKey.SHARED_CONFIG))
            || known.contains(Optional.of(SettingKey.CLIENT_CONFIGS));
    return Stream.concat(
            found.stream(),
            read.stream()
                .filter(
                    problem ->
                        problem.kind() != Kind.MISSING
                            || !(unshared || known.contains(problem.key()))))
        .toList();
  }

  /** The same, of the configuration that {@code client.configs} names for a client. */
  ConfigProblem ofClient(ConfigSource client) {
    return new ConfigProblem(
        key,
        kind,
        sentence
            + " ("
            + SettingKey.CLIENT_CONFIGS.id()
            + ": \""
            + LogSafeText.of(client.alias())
            + "\")");
  }

  /** The sentences of the problems, in their order. */
  public static List<String> sentences(List<ConfigProblem> problems) {
    return problems.stream().map(ConfigProblem::sentence).toList();
  }

  /** The sentences of the problems in one. */
  public static String describe(List<ConfigProblem> problems) {
    return problems.stream().map(ConfigProblem::sentence).collect(Collectors.joining("; "));
  }
}
