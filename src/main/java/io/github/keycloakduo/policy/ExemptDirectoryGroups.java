package io.github.keycloakduo.policy;

import io.github.keycloakduo.mfa.LogSafeText;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.mfa.UserDirectory.Groups;
import io.github.keycloakduo.settings.ListRule;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The rule of the list of LDAP groups. A membership that cannot be read exempts nobody. */
final class ExemptDirectoryGroups implements PolicyRule {
  private final Optional<ListRule> list;
  private final DirectoryQuery directory;

  ExemptDirectoryGroups(Optional<ListRule> list, DirectoryQuery directory) {
    this.list = list;
    this.directory = directory;
  }

  @Override
  public LoginStep step() {
    return LoginStep.LDAP_GROUP;
  }

  @Override
  public RuleResult decide(PolicyFacts facts) {
    if (list.isEmpty()) {
      return new RuleResult.Continue("no list of LDAP groups is configured");
    }
    if (!facts.assurance().allowsExemption()) {
      return new RuleResult.Continue("a step-up exempts nobody");
    }
    return directory
        .forGroups()
        .match(
            found -> groups(list.get(), found.groups()),
            notFound -> new RuleResult.Continue("the directory does not know the user"),
            ambiguous -> unreadable("the directory has several entries of the user's name"),
            unavailable -> unreadable(unavailable.detail()));
  }

  private static RuleResult groups(ListRule rule, Groups groups) {
    return groups.match(known -> known(rule, known), unreadable -> unreadable(unreadable.detail()));
  }

  private static RuleResult known(ListRule rule, Groups.Known known) {
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
        ? new RuleResult.Allow(Outcome.EXEMPT_GROUP, reason, warnings)
        : new RuleResult.Continue(reason, warnings);
  }

  private static RuleResult unreadable(String detail) {
    return new RuleResult.Continue(
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
