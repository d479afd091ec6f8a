package io.github.keycloakduo.policy;

import io.github.keycloakduo.mfa.LogSafeText;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.settings.Exemptions;
import io.github.keycloakduo.settings.ListRule;
import java.util.List;
import java.util.Optional;

/** The rule of the user list. Names are compared exactly, upper and lower case included. */
final class ExemptListedUsers implements PolicyRule {
  private final Optional<ListRule> list;
  private final Optional<String> group;

  ExemptListedUsers(Exemptions exemptions) {
    this.list = exemptions.users();
    this.group = exemptions.userGroup();
  }

  @Override
  public LoginStep step() {
    return LoginStep.USER_LIST;
  }

  @Override
  public RuleResult decide(PolicyFacts facts) {
    if (list.isEmpty()) {
      return new RuleResult.Continue("no user list is configured");
    }
    if (!facts.assurance().allowsExemption()) {
      return new RuleResult.Continue("a step-up exempts nobody");
    }
    ListRule rule = list.get();
    ListMatch named = named(rule, facts);
    List<String> warnings = warnings(facts);
    return named.exemptedBy(rule)
        ? new RuleResult.Allow(Outcome.EXEMPT_USER, reason(named), warnings)
        : new RuleResult.Continue(reason(named), warnings);
  }

  private ListMatch named(ListRule rule, PolicyFacts facts) {
    if (rule.except().contains(facts.username())) {
      return ListMatch.YES;
    }
    if (group.isEmpty()) {
      return ListMatch.NO;
    }
    return switch (facts.userGroup()) {
      case MEMBER -> ListMatch.YES;
      case NOT_MEMBER -> ListMatch.NO;
      case UNKNOWN -> ListMatch.UNKNOWN;
    };
  }

  private static String reason(ListMatch named) {
    return switch (named) {
      case YES -> "the user list names the user";
      case NO -> "the user list does not name the user";
      case UNKNOWN -> "the group of the user list cannot be read";
    };
  }

  private List<String> warnings(PolicyFacts facts) {
    return facts.userGroup() == GroupMembership.UNKNOWN
        ? group.stream()
            .map(
                path ->
                    "whitelist.user_list.name: the group \""
                        + LogSafeText.of(path)
                        + "\" does not exist or cannot be read; it exempts nobody")
            .toList()
        : List.of();
  }
}
