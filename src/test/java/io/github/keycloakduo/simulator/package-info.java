/** A simulated Duo service, as strict as Duo, for the tests and the demo. */
@NullMarked
package io.github.keycloakduo.simulator;

import org.jspecify.annotations.NullMarked;
