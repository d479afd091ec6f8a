package io.github.keycloakduo.keycloak.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakduo.keycloak.admin.checks.CheckName;
import io.github.keycloakduo.keycloak.admin.checks.CheckResult;
import io.github.keycloakduo.mfa.LogSafeText;
import io.github.keycloakduo.settings.ConfigProblem;
import io.github.keycloakduo.settings.SettingKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.utils.ModelToRepresentation;

/**
 * A change of some options of a configuration that is refused if logins would fail with it: those
 * of its own steps, and those of configurations that share it. Other options stay as they are.
 */
final class ConfigEdit {
  private final AdminContext context;
  private final Configurations configurations;
  private final AuthenticatorConfigModel stored;
  private final AuthenticatorConfigModel draft;

  /**
   * A change of a stored configuration.
   *
   * @param changes names of options, each with its new value, or null to remove it
   */
  ConfigEdit(AdminContext context, AuthenticatorConfigModel stored, JsonNode changes) {
    this.context = context;
    this.configurations = new Configurations(context.realm());
    this.stored = stored;
    this.draft = draft(stored, changes);
  }

  /** Tests the changed configuration. Saves nothing. */
  List<CheckResult> check() {
    List<String> problems = problems();
    context.session().getTransactionManager().setRollbackOnly();
    List<CheckResult> checks = new ArrayList<>(new ConfigTest(context).run(draft));
    if (!problems.isEmpty()) {
      checks.set(0, CheckResult.failed(CheckName.CONFIG, problems));
    } else if (!configurations.isOfStep(draft) && !checks.get(0).ok()) {
      checks.set(
          0,
          CheckResult.passed(
              CheckName.CONFIG,
              "no step uses it; configurations that share it must add: "
                  + checks.get(0).message()));
    }
    return checks;
  }

  /** Saves the change, or refuses it with the reasons. */
  void save() {
    List<String> problems = problems();
    if (!problems.isEmpty()) {
      context.session().getTransactionManager().setRollbackOnly();
      throw AdminErrors.invalidConfiguration(String.join("; ", problems));
    }
    context
        .events()
        .operation(OperationType.UPDATE)
        .resource(ResourceType.AUTHENTICATOR_CONFIG)
        .resourcePath("authentication", "config", draft.getId())
        .representation(ModelToRepresentation.toRepresentation(draft))
        .success();
  }

  /** What would fail. Leaves the change in the transaction, for the caller to keep or roll back. */
  private List<String> problems() {
    List<String> own = ownProblems();
    if (!own.isEmpty()) {
      return own;
    }
    Set<String> before = sharedProblems().collect(Collectors.toSet());
    context.realm().updateAuthenticatorConfig(draft);
    // What is broken already must not keep anyone from mending it step by step.
    return sharedProblems().filter(problem -> !before.contains(problem)).toList();
  }

  private List<String> ownProblems() {
    ConfigProblems problems =
        new ConfigProblems(context.session(), context.realm(), context.services());
    return configurations.isOfStep(draft) ? problems.of(draft) : unusedProblems();
  }

  /** Without a step it is at most shared, and need not be complete. */
  private List<String> unusedProblems() {
    return context
        .services()
        .configs()
        .of(context.session(), draft)
        .match(
            valid -> List.of(),
            invalid ->
                invalid.problems().stream()
                    .filter(problem -> problem.kind() != ConfigProblem.Kind.MISSING)
                    .map(ConfigProblem::sentence)
                    .toList());
  }

  private Stream<String> sharedProblems() {
    return new ConfigProblems(context.session(), context.realm(), context.services())
        .ofSharing(stored);
  }

  private static AuthenticatorConfigModel draft(AuthenticatorConfigModel stored, JsonNode changes) {
    Map<String, String> options =
        stored.getConfig() == null ? new HashMap<>() : new HashMap<>(stored.getConfig());
    changes.properties().forEach(change -> apply(options, change.getKey(), change.getValue()));
    AuthenticatorConfigModel draft = new AuthenticatorConfigModel();
    draft.setId(stored.getId());
    draft.setAlias(stored.getAlias());
    draft.setConfig(options);
    return draft;
  }

  private static void apply(Map<String, String> options, String name, JsonNode value) {
    if (value.isNull()) {
      options.remove(name);
    } else if (SettingKey.of(name).isEmpty()) {
      throw AdminErrors.badRequest(
          LogSafeText.quotable(name) + " is not an option of this extension");
    } else if (value.isTextual()) {
      options.put(name, value.asText());
    } else {
      throw AdminErrors.badRequest(name + ": the value is not a text");
    }
  }
}
