/** The score of the mutation tests. */
@NullMarked
package io.github.keycloakduo.mutation;

import org.jspecify.annotations.NullMarked;
