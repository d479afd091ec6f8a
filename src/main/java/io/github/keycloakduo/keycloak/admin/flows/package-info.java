/** The analysis of a realm's authentication flows: which of them can be passed without Duo. */
@NullMarked
package io.github.keycloakduo.keycloak.admin.flows;

import org.jspecify.annotations.NullMarked;
