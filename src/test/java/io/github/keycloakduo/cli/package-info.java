/** The program on the command line, in this JVM and in one of its own. */
@NullMarked
package io.github.keycloakduo.cli;

import org.jspecify.annotations.NullMarked;
