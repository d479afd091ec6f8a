package io.github.keycloakduo.policy;

import io.github.keycloakduo.mfa.LogSafeText;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.mfa.UserDirectory.Answer;
import io.github.keycloakduo.mfa.UserDirectory.Groups;
import io.github.keycloakduo.settings.ListRule;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The list of LDAP groups. What cannot be read exempts nobody. */
final class ExemptDirectoryGroups implements PolicyStep {
  private final Optional<ListRule> list;
  private final DirectoryQuery directory;

  ExemptDirectoryGroups(Optional<ListRule> list, DirectoryQuery directory) {
    this.list = list;
    this.directory = directory;
  }

  @Override
  public Step step() {
    return Step.LDAP_GROUP;
  }

  @Override
  public StepResult decide(PolicyFacts facts) {
    if (list.isEmpty()) {
      return new StepResult.Continue("no list of LDAP groups is configured");
    }
    if (!facts.assurance().allowsExemption()) {
      return new StepResult.Continue("a step-up exempts nobody");
    }
    Answer answer = directory.forGroups();
    if (answer instanceof Answer.Found found) {
      return groups(list.get(), found.groups());
    }
    if (answer instanceof Answer.NotFound) {
      return new StepResult.Continue("the directory does not know the user");
    }
    return unreadable(
        answer instanceof Answer.Unavailable down
            ? down.detail()
            : "the directory has several entries of the user's name");
  }

  private static StepResult groups(ListRule rule, Groups groups) {
    if (groups instanceof Groups.Known known) {
      return known(rule, known);
    }
    return unreadable(((Groups.Unreadable) groups).detail());
  }

  private static StepResult known(ListRule rule, Groups.Known known) {
    List<String> warnings =
        known.missing().isEmpty()
            ? List.of()
            : List.of(
                "whitelist.ldap_server_group.except: the directory has no "
                    + quoted(known.missing())
                    + "; what is missing exempts nobody");
    ListMatch named =
        !known.member().isEmpty()
            ? ListMatch.YES
            : known.missing().isEmpty() ? ListMatch.NO : ListMatch.UNKNOWN;
    String reason =
        switch (named) {
          case YES -> "the user belongs to " + quoted(known.member());
          case NO -> "the user belongs to none of the listed LDAP groups";
          case UNKNOWN -> "listed LDAP groups are missing";
        };
    return named.exemptedBy(rule)
        ? new StepResult.Allow(Outcome.EXEMPT_GROUP, reason, warnings)
        : new StepResult.Continue(reason, warnings);
  }

  private static StepResult unreadable(String detail) {
    return new StepResult.Continue(
        "LDAP groups cannot be read: " + detail,
        List.of("whitelist.ldap_server_group: " + detail + "; it exempts nobody"));
  }

  private static String quoted(Collection<String> names) {
    return names.stream()
        .sorted()
        .map(name -> "\"" + LogSafeText.of(name) + "\"")
        .collect(Collectors.joining(", "));
  }
}
