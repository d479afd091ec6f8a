package io.github.keycloakduo.bench;

/**
 * What something costs at one size.
 *
 * @param series what was measured
 * @param size of what the cost may depend on
 */
record Point(String row, String series, String unit, double size, double value) implements Result {}
