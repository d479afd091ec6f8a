package io.github.keycloakduo.duo;

/**
 * The status and the body of an HTTP response.
 *
 * @param body at most {@link #MAX_BODY_SIZE} bytes
 */
record HttpResponse(int status, byte[] body) {
  /** 1 MiB, far more than any response of Duo's. */
  static final int MAX_BODY_SIZE = 1 << 20;
}
