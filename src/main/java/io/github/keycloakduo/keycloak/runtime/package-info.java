/**
 * What lives as long as the server or is shared by all of the edge: the wiring, provider ids,
 * parsed configurations, the cluster-wide store, transactions, metrics.
 */
@NullMarked
package io.github.keycloakduo.keycloak.runtime;

import org.jspecify.annotations.NullMarked;
