package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.DuoAuthApi;
import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.LoginRequest;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.settings.DuoMfaSettings;
import java.util.function.Consumer;

/**
 * One request that reached the step.
 *
 * @param heard hears what came of each factor, in the background and before the browser does; may
 *     touch Keycloak
 * @param place the same for all tabs of a browser, user, execution, Duo identity and settings:
 *     there at most one factor runs
 * @param tab the browser tab
 */
public record Visit(
    LoginRequest login,
    DuoUsername identity,
    DuoMfaSettings settings,
    DuoAuthApi duo,
    Consumer<Outcome> heard,
    Terms terms,
    String place,
    String tab) {}
