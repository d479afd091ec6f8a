package io.github.keycloakduo.keycloak.runtime;

import io.github.keycloakduo.grace.GraceStore;
import io.github.keycloakduo.mfa.DuoAuthApi;
import io.github.keycloakduo.mfa.UniversalPrompt;
import io.github.keycloakduo.settings.DuoMfaSettings;
import java.time.Clock;
import java.util.function.Function;

/**
 * The services that every login needs and that live as long as the server.
 *
 * @param configs parsed configurations
 * @param facts what the policy looks at
 * @param duo the Auth API, as a configuration reaches it
 * @param prompt the Universal Prompt, as a configuration reaches it
 */
public record LoginServices(
    ConfigCache configs,
    PolicyFactsSource facts,
    GraceStore graces,
    Function<DuoMfaSettings, DuoAuthApi> duo,
    Function<DuoMfaSettings, UniversalPrompt> prompt,
    LoginMetrics metrics,
    Clock clock) {}
