package io.github.keycloakduo.bench;

/**
 * What one arm did in one round.
 *
 * @param cpuMillis of the server
 * @param allocatedKib on the heap of the server
 * @param calls to Duo
 * @param connections to Duo that were opened
 * @param p50 milliseconds that half of the logins took at most
 */
record Slice(
    String row,
    String arm,
    int round,
    int logins,
    int errors,
    int requests,
    double seconds,
    double cpuMillis,
    double allocatedKib,
    long calls,
    long connections,
    double p50,
    double p95)
    implements Result {
  double cpuPerLogin() {
    return cpuMillis / Math.max(1, logins);
  }

  double allocatedPerLogin() {
    return allocatedKib / Math.max(1, logins);
  }

  double requestsPerLogin() {
    return (double) requests / Math.max(1, logins);
  }
}
