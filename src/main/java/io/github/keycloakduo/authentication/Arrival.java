package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.DuoAuthApi;
import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.LoginRequest;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.mfa.StableHash;
import io.github.keycloakduo.policy.PolicyDecision;
import io.github.keycloakduo.policy.RequiredAssurance;
import io.github.keycloakduo.settings.DuoMfaSettings;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One request that reached the step.
 *
 * @param assurance what the login must be able to claim in the end
 * @param policy decides anew each time it is asked, and may use up a grace; asked once for a login
 * @param heard hears what came of each factor, in the background and before the browser does; may
 *     touch Keycloak
 * @param place the same for all tabs of a browser, user and execution
 * @param tab the browser tab
 */
public record Arrival(
    LoginRequest login,
    DuoMfaSettings settings,
    RequiredAssurance assurance,
    DuoAuthApi duo,
    Supplier<PolicyDecision> policy,
    Consumer<Outcome> heard,
    Terms terms,
    String place,
    String tab) {

  /** The same with less time. */
  public Arrival on(Terms other) {
    return new Arrival(login, settings, assurance, duo, policy, heard, other, place, tab);
  }

  /** A factor that was begun for another identity or under other settings counts for nothing. */
  private String placeOf(DuoUsername identity) {
    return StableHash.of(List.of(place, identity.name(), settings.fingerprint()));
  }

  Visit as(DuoUsername identity) {
    boolean mayFailOpen = assurance.allowsExemption();
    DuoMfaSettings strict = mayFailOpen ? settings : settings.failingClosed();
    return new Visit(login, identity, strict, duo, heard, terms, placeOf(identity), tab);
  }
}
