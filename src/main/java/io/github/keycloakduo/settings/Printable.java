package io.github.keycloakduo.settings;

/** Makes foreign text fit for one line of a log. */
final class Printable {
  private static final int LONGEST = 120;

  private Printable() {}

  static String of(String text) {
    String clean = text.replaceAll("\\p{Cntrl}", "?");
    return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + "...";
  }
}
