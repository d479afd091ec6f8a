package io.github.keycloakduo.policy;

import io.github.keycloakduo.mfa.UserDirectory;
import io.github.keycloakduo.mfa.UserDirectory.Answer;
import io.github.keycloakduo.mfa.UserDirectory.Query;
import io.github.keycloakduo.settings.DuoMfaSettings;
import io.github.keycloakduo.settings.ListRule;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The lookups of one login in the directory, deferred until the first rule needs one. One query
 * asks for attribute and groups together; there are two only where groups go by the whole user name
 * and the mapping by the name without suffix.
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
        facts.assurance().allowsExemption() && !settings.network().requiresFactor(facts.clientIp())
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
    return directory.lookup(
        new Query(
            name,
            attribute.filter(wanted -> name.equals(mappingName)),
            name.equals(groupName) ? groups : Set.of()));
  }
}
