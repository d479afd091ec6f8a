package io.github.keycloakduo.authentication;

/** One browser request: what it brings, how far its login is, how long it may still take. */
record Turn(Visit visit, Progress progress, RequestTimeout patience) {
  Turn with(Progress next) {
    return new Turn(visit, next, patience);
  }
}
