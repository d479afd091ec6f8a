/**
 * The parts of the edge shared by all its rooms: the wiring, provider ids, parsed configurations,
 * the cluster-wide store, transactions, metrics.
 */
@NullMarked
package io.github.keycloakduo.keycloak.runtime;

import org.jspecify.annotations.NullMarked;
