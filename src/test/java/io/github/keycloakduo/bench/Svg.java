package io.github.keycloakduo.bench;

import java.util.Locale;

/** A picture of lines, circles and words, as text. */
final class Svg {
  private static final String FONT = "font-family=\"system-ui, sans-serif\" font-size=\"12\"";

  private final int width;
  private final int height;
  private final StringBuilder shapes = new StringBuilder();

  /** A white sheet, so that the picture can be read on pages of any colour. */
  Svg(int width, int height) {
    this.width = width;
    this.height = height;
    shapes.append("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>\n".formatted(width, height));
  }

  Svg line(double x1, double y1, double x2, double y2, String colour, double thickness) {
    return add(
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\""
            + " stroke-width=\"%.1f\"/>",
        x1, y1, x2, y2, colour, thickness);
  }

  Svg dot(double x, double y, String colour) {
    return add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"/>", x, y, colour);
  }

  /**
   * Words.
   *
   * @param anchor start, middle or end: where the point is
   */
  Svg text(double x, double y, String anchor, String words) {
    return add(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"#333333\">%s</text>",
        x, y, anchor, escaped(words));
  }

  private Svg add(String shape, Object... values) {
    shapes.append(String.format(Locale.ROOT, shape, values)).append('\n');
    return this;
  }

  private static String escaped(String words) {
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /**
   * The file.
   *
   * @param title what those hear who do not see it
   */
  String file(String title) {
    return """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" %s>
    <title>%s</title>
    %s</svg>
    """
        .formatted(width, height, width, height, FONT, escaped(title), shapes);
  }
}
