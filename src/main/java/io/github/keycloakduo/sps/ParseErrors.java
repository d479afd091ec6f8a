package io.github.keycloakduo.sps;

import io.github.keycloakduo.importing.ParseError;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The errors found in a file so far. */
final class ParseErrors {
  /** A file with more than these is probably of another kind. */
  static final int MAX_ERRORS = 20;

  private final List<ParseError> list = new ArrayList<>();

  void add(int line, String sentence) {
    if (list.size() < MAX_ERRORS) {
      list.add(new ParseError(line, sentence));
    }
  }

  boolean isEmpty() {
    return list.isEmpty();
  }

  /** By line. */
  List<ParseError> list() {
    return list.stream().sorted(Comparator.comparingInt(ParseError::line)).toList();
  }
}
