package io.github.keycloakduo.keycloak.admin;

import io.github.keycloakduo.keycloak.runtime.DuoServices;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;

/**
 * The context of one call of the admin interface.
 *
 * @param realm that the call is about
 * @param events receives the changes
 */
record AdminContext(
    KeycloakSession session, RealmModel realm, AdminEventBuilder events, DuoServices services) {}
