package io.github.keycloakduo.bench;

/** One row of the table: something that logins cost, and what it may cost. */
interface Row {
  String id();

  /** Measures it; figures and raw results go to the results of the lab. */
  void measure(Lab lab);
}
