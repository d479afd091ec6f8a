/** The stores of graces against the contract, and what ends a grace. */
@NullMarked
package io.github.keycloakduo.keycloak.grace;

import org.jspecify.annotations.NullMarked;
