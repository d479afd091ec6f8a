package io.github.keycloakduo.policy;

import io.github.keycloakduo.mfa.UserDirectory;
import io.github.keycloakduo.mfa.UserDirectory.Answer;
import io.github.keycloakduo.mfa.UserDirectory.Inquiry;
import io.github.keycloakduo.settings.DuoMfaSettings;
import io.github.keycloakduo.settings.ListRule;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One login's look into the directory: asked for everything at once, when the first step needs it.
 * Only where groups go by the whole name and the mapping by the name without suffix are there two.
 */
final class DirectoryQuery {
  private final UserDirectory directory;
  private final Set<String> groups;
  private final Optional<String> attribute;
  private final String groupName;
  private final String mappingName;
  private final Map<String, Answer> answers = new HashMap<>();

  DirectoryQuery(DuoMfaSettings settings, PolicyFacts facts) {
    this.directory = facts.directory();
    this.groups =
        facts.assurance().allowsExemption()
            ? settings.exemptions().groups().map(ListRule::except).orElse(Set.of())
            : Set.of();
    this.attribute = settings.mapping().directoryAttribute();
    this.groupName = facts.username();
    this.mappingName = NameTransform.of(settings.mapping()).before(facts.username());
  }

  Answer forGroups() {
    return answers.computeIfAbsent(groupName, this::ask);
  }

  Answer forAttribute() {
    return answers.computeIfAbsent(mappingName, this::ask);
  }

  private Answer ask(String name) {
    return directory.look(
        new Inquiry(
            name,
            attribute.filter(wanted -> name.equals(mappingName)),
            name.equals(groupName) ? groups : Set.of()));
  }
}
