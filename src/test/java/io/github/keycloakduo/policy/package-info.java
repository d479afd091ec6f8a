/** The rules of a login over their whole domain. */
@NullMarked
package io.github.keycloakduo.policy;

import org.jspecify.annotations.NullMarked;
