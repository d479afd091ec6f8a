package io.github.keycloakduo.keycloak.admin;

import io.github.keycloakduo.keycloak.runtime.DuoRuntime;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;

/**
 * What one call of an administrator works with.
 *
 * @param realm that the call is about
 * @param events to be told of changes
 */
record AdminContext(
    KeycloakSession session, RealmModel realm, AdminEventBuilder events, DuoRuntime runtime) {}
