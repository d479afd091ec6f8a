package io.github.keycloakduo.bench;

import java.util.Comparator;

/** The order of rows: numbers first, and as numbers. */
final class RowOrder {
  static final Comparator<String> COMPARATOR =
      Comparator.comparingInt(RowOrder::number).thenComparing(Comparator.naturalOrder());

  private RowOrder() {}

  private static int number(String row) {
    return row.chars().allMatch(Character::isDigit) ? Integer.parseInt(row) : Integer.MAX_VALUE;
  }
}
