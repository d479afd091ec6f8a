package io.github.keycloakduo.policy;

import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.settings.DuoMfaSettings;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The rules of one login before Duo is asked, applied in order until one of them decides. */
public final class PolicyPipeline {
  private final DuoMfaSettings settings;
  private final BreakGlassLookup breakGlass;
  private final GraceLookup grace;
  private final SessionLimitCheck sessions;

  /**
   * Takes what is specific to one login.
   *
   * @param breakGlass asked unless the login is a step-up
   * @param grace asked only if the settings have a grace
   * @param sessions asked only if the settings have a session limit that denies
   */
  public PolicyPipeline(
      DuoMfaSettings settings,
      BreakGlassLookup breakGlass,
      GraceLookup grace,
      SessionLimitCheck sessions) {
    this.settings = settings;
    this.breakGlass = breakGlass;
    this.grace = grace;
    this.sessions = sessions;
  }

  /** Decides about a login. Counts a use of an earlier MFA if that lets the user in. */
  public PolicyDecision decide(PolicyFacts facts) {
    return run(facts, grace::use);
  }

  /** What {@link #decide} would say. Changes nothing. */
  public PolicyDecision explain(PolicyFacts facts) {
    return run(facts, grace::look);
  }

  /**
   * The name by which Duo knows the user, also where a rule allows or denies the login without
   * asking Duo; empty if it cannot be told.
   */
  public Optional<DuoUsername> identity(PolicyFacts facts) {
    return MapIdentity.refusal(settings.mapping(), facts).isPresent()
        ? Optional.empty()
        : new MapIdentity(settings.mapping(), new DirectoryQuery(settings, facts))
            .decide(facts)
            .duoUsername();
  }

  private PolicyDecision run(PolicyFacts facts, Supplier<GraceLookup.Answer> lookup) {
    TraceBuilder trace = new TraceBuilder();
    Optional<RuleResult.Deny> refusal = MapIdentity.refusal(settings.mapping(), facts);
    if (refusal.isPresent()) {
      trace.add(LoginStep.MAPPING, refusal.get());
      return denied(refusal.get(), trace);
    }
    Optional<DuoUsername> identity = Optional.empty();
    for (PolicyRule rule : rules(facts, lookup)) {
      RuleResult result = rule.decide(facts);
      trace.add(rule.step(), result);
      Optional<PolicyDecision> decision = decision(result, trace);
      if (decision.isPresent()) {
        return decision.get();
      }
      if (identity.isEmpty()) {
        identity = result.duoUsername();
      }
    }
    return new PolicyDecision.AskDuo(identity.orElseThrow(), trace.build());
  }

  /** Empty where the next rule decides. */
  private static Optional<PolicyDecision> decision(RuleResult result, TraceBuilder trace) {
    return result.match(
        next -> Optional.empty(),
        mapped -> Optional.empty(),
        allow ->
            Optional.of(
                new PolicyDecision.Allow(
                    allow.outcome(), allow.reason(), trace.build(), allow.breakGlass())),
        deny -> Optional.of(denied(deny, trace)));
  }

  private static PolicyDecision denied(RuleResult.Deny deny, TraceBuilder trace) {
    return new PolicyDecision.Deny(deny.outcome(), deny.reason(), trace.build());
  }

  private List<PolicyRule> rules(PolicyFacts facts, Supplier<GraceLookup.Answer> lookup) {
    DirectoryQuery directory = new DirectoryQuery(settings, facts);
    return List.of(
        new RequireName(),
        // Before all that may still demand a factor: that is what it is for.
        new ExemptByBreakGlass(breakGlass),
        unlessRequired(new ExemptListedUsers(settings.exemptions())),
        unlessRequired(new ExemptDirectoryGroups(settings.exemptions().groups(), directory)),
        new ExemptNetworks(settings.network()),
        unlessRequired(new ApplyGrace(settings.grace().map(configured -> lookup))),
        new MapIdentity(settings.mapping(), directory),
        new LimitSessions(settings.sessionLimit(), sessions));
  }

  /** The networks come third, and yet decide about the rules before them. */
  private PolicyRule unlessRequired(PolicyRule rule) {
    return new UnlessNetworkRequires(settings.network(), rule);
  }
}
