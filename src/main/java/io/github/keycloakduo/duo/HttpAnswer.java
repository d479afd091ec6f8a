package io.github.keycloakduo.duo;

/** Status and body of an HTTP answer, at most 1 MiB of it. */
record HttpAnswer(int status, byte[] body) {}
