package io.github.keycloakduo.policy;

import io.github.keycloakduo.mfa.Outcome;
import java.util.List;

/**
 * The rule of break-glass: whom an administrator has exempted for now is let in. It shares the step
 * of the user list, since both say who is exempt by name.
 */
final class ExemptByBreakGlass implements PolicyRule {
  private final BreakGlassLookup lookup;

  ExemptByBreakGlass(BreakGlassLookup lookup) {
    this.lookup = lookup;
  }

  @Override
  public LoginStep step() {
    return LoginStep.USER_LIST;
  }

  @Override
  public RuleResult decide(PolicyFacts facts) {
    if (!facts.assurance().allowsExemption()) {
      // Not even looked up.
      return new RuleResult.Continue("a step-up exempts nobody");
    }
    return lookup
        .look()
        .match(
            holds -> RuleResult.Allow.byBreakGlass(Outcome.EXEMPT_USER, holds.detail()),
            absent -> new RuleResult.Continue("no break-glass is granted"),
            unavailable ->
                new RuleResult.Continue(
                    "break-glass cannot be read",
                    List.of("break-glass cannot be read; it exempts nobody")));
  }
}
