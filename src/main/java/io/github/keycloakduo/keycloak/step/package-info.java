/**
 * One login at the Duo step, in a flow of any kind: what Keycloak knows of it goes in, its result
 * becomes an outcome of the flow, an event, a metric and a log line.
 */
@NullMarked
package io.github.keycloakduo.keycloak.step;

import org.jspecify.annotations.NullMarked;
