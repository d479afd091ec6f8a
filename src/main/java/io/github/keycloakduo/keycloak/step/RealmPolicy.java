package io.github.keycloakduo.keycloak.step;

import io.github.keycloakduo.keycloak.directory.RealmDirectory;
import io.github.keycloakduo.keycloak.runtime.LoginSubject;
import io.github.keycloakduo.keycloak.runtime.PolicyFactsSource;
import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.LoginRequest;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.mfa.UserDirectory;
import io.github.keycloakduo.policy.BreakGlassLookup;
import io.github.keycloakduo.policy.DecisionTrace;
import io.github.keycloakduo.policy.GraceLookup;
import io.github.keycloakduo.policy.PolicyDecision;
import io.github.keycloakduo.policy.PolicyFacts;
import io.github.keycloakduo.policy.PolicyPipeline;
import io.github.keycloakduo.policy.RequiredAssurance;
import io.github.keycloakduo.policy.SessionLimitCheck;
import io.github.keycloakduo.settings.DuoMfaSettings;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The rules about one login, with all that Keycloak and its directory know of the user. */
public final class RealmPolicy {
  /** No rule asks it. */
  private static final UserDirectory NO_DIRECTORY =
      query -> new UserDirectory.Answer.Unavailable("ldap_server.name is not set");

  private final PolicyFactsSource facts;
  private final LoginSubject subject;
  private final DuoMfaSettings settings;
  private final LoginRequest login;
  private final RequiredAssurance assurance;
  private final BreakGlassLookup breakGlass;

  RealmPolicy(
      PolicyFactsSource facts,
      LoginSubject subject,
      DuoMfaSettings settings,
      LoginRequest login,
      RequiredAssurance assurance,
      BreakGlassLookup breakGlass) {
    this.facts = facts;
    this.subject = subject;
    this.settings = settings;
    this.login = login;
    this.assurance = assurance;
    this.breakGlass = breakGlass;
  }

  /** Decides; may use up a grace. */
  public PolicyDecision decide(GraceLookup grace, SessionLimitCheck room) {
    PolicyPipeline pipeline = new PolicyPipeline(settings, breakGlass, grace, room);
    return withFacts(pipeline::decide, RealmPolicy::misconfigured);
  }

  /** What {@link #decide} would say. Changes nothing. */
  PolicyDecision explain(GraceLookup grace, SessionLimitCheck room) {
    PolicyPipeline pipeline = new PolicyPipeline(settings, breakGlass, grace, room);
    return withFacts(pipeline::explain, RealmPolicy::misconfigured);
  }

  /** The name by which Duo knows the user, if it can be told. */
  Optional<DuoUsername> identity(GraceLookup grace, SessionLimitCheck room) {
    PolicyPipeline pipeline = new PolicyPipeline(settings, breakGlass, grace, room);
    return withFacts(pipeline::identity, problem -> Optional.empty());
  }

  private <T> T withFacts(Function<PolicyFacts, T> rules, Function<String, T> misconfigured) {
    Optional<RealmDirectory> directory =
        facts.directory(subject.session(), subject.realm(), settings);
    return directory.isEmpty()
        ? rules.apply(facts(NO_DIRECTORY))
        : directory.get().match(found -> rules.apply(facts(found)), misconfigured);
  }

  /** A directory that is down exempts nobody; one that is not there is a wrong configuration. */
  private static PolicyDecision misconfigured(String problem) {
    return new PolicyDecision.Deny(
        Outcome.CONFIG_ERROR, problem, new DecisionTrace(List.of(), List.of()));
  }

  private PolicyFacts facts(UserDirectory directory) {
    return facts.of(
        subject.session(), subject.realm(), subject.user(), login, settings, directory, assurance);
  }
}
