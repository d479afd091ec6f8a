package io.github.keycloakduo.simulator;

/** Which certificate the server presents; all but the first must make a client refuse it. */
public enum CertificateKind {
  TRUSTED,
  /** Signed by a CA that is not the one of {@code caPem()}. */
  UNKNOWN_CA,
  /** Names another host only. */
  WRONG_HOST,
  /** Ended yesterday. */
  EXPIRED
}
