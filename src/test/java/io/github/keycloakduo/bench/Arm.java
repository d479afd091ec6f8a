package io.github.keycloakduo.bench;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * One kind of login in a comparison.
 *
 * @param next numbers the users; arms that share it never use one user at the same time
 */
record Arm(
    String name, Site site, LoginScript script, AtomicInteger next, int firstUser, int users) {
  String nextUser() {
    return UserCopies.name(firstUser + Math.floorMod(next.getAndIncrement(), users));
  }
}
