package io.github.keycloakduo.bench;

/** A row without a state of its own. */
record Measured(String id, Measurement measurement) implements Row {
  /** What is done for it. */
  @FunctionalInterface
  interface Measurement {
    void run(Lab lab);
  }

  @Override
  public void measure(Lab lab) {
    measurement.run(lab);
  }
}
