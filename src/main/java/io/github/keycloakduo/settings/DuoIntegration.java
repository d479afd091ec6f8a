package io.github.keycloakduo.settings;

import io.github.keycloakduo.mfa.Secret;

/**
 * An Auth API application in Duo's admin panel.
 *
 * @param ikey integration key
 * @param skey secret key, with which every request is signed
 */
public record DuoIntegration(String ikey, Secret skey) {}
