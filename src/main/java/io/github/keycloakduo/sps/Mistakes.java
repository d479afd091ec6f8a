package io.github.keycloakduo.sps;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What was found wrong so far. */
final class Mistakes {
  /** More would help nobody: a file with so many is another kind of file. */
  static final int MOST = 20;

  private final List<Mistake> list = new ArrayList<>();

  void add(int line, String sentence) {
    if (list.size() < MOST) {
      list.add(new Mistake(line, sentence));
    }
  }

  boolean isEmpty() {
    return list.isEmpty();
  }

  /** By line. */
  List<Mistake> list() {
    return list.stream().sorted(Comparator.comparingInt(Mistake::line)).toList();
  }
}
