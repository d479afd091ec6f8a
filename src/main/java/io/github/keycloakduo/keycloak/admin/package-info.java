/** What administrators may ask and do: {@code /admin/realms/{realm}/duo-mfa}. */
@NullMarked
package io.github.keycloakduo.keycloak.admin;

import org.jspecify.annotations.NullMarked;
