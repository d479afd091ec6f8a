/** A Keycloak with the sample realm, a simulated Duo and a directory, for people to try out. */
@NullMarked
package io.github.keycloakduo.demo;

import org.jspecify.annotations.NullMarked;
