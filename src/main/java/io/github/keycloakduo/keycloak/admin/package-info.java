/** The admin REST interface: {@code /admin/realms/{realm}/duo-mfa}. */
@NullMarked
package io.github.keycloakduo.keycloak.admin;

import org.jspecify.annotations.NullMarked;
