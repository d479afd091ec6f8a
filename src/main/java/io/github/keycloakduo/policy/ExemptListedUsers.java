package io.github.keycloakduo.policy;

import io.github.keycloakduo.mfa.LogSafeText;
import io.github.keycloakduo.mfa.NameFolding;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.settings.Exemptions;
import io.github.keycloakduo.settings.ListRule;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The rule of the user list. A name that differs from that of the user in case only exempts nobody:
 * among those who are exempt it is not his, among those who are not it is.
 */
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
    Optional<String> otherCase = inOtherCase(rule, facts.username());
    ListMatch named = named(rule, otherCase.isPresent(), facts);
    String reason = otherCase.map(name -> reason(named, name)).orElseGet(() -> reason(named));
    List<String> warnings = warnings(facts);
    return named.exemptedBy(rule)
        ? new RuleResult.Allow(Outcome.EXEMPT_USER, reason, warnings)
        : new RuleResult.Continue(reason, warnings);
  }

  private ListMatch named(ListRule rule, boolean inOtherCase, PolicyFacts facts) {
    if (rule.except().contains(facts.username())
        || (inOtherCase && rule.allow() == ListRule.Allow.ALL_USERS)) {
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

  /** The name of the list that is the user's but for upper and lower case. */
  private static Optional<String> inOtherCase(ListRule rule, String username) {
    if (rule.except().contains(username)) {
      return Optional.empty();
    }
    String key = NameFolding.loose(username);
    return rule.except().stream()
        .filter(name -> NameFolding.loose(name).equals(key))
        .min(Comparator.naturalOrder());
  }

  private static String reason(ListMatch named, String inOtherCase) {
    return reason(named)
        + "; its \""
        + LogSafeText.of(inOtherCase)
        + "\" differs from the user name in upper and lower case only";
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
