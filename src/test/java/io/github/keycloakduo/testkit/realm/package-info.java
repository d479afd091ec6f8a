/** Realms made for one test: users, client, flows, events and protection settings. */
@NullMarked
package io.github.keycloakduo.testkit.realm;

import org.jspecify.annotations.NullMarked;
