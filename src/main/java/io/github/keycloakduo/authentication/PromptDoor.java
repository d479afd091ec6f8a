package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.UniversalPrompt;
import java.net.URI;

/**
 * The way to Duo's own page and back.
 *
 * @param returnUri an address of ours that leads back to this very login
 */
public record PromptDoor(UniversalPrompt api, URI returnUri) {}
