package io.github.keycloakduo.settings;

/** Strings in JSON: where this runs by itself there is no library for it. */
public final class JsonText {
  private JsonText() {}

  /** The text in quotes, with escapes where JSON demands them. */
  public static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> json.append('\\').append(c);
        case '\n' -> json.append("\\n");
        default -> json.append(c < ' ' ? String.format("\\u%04x", (int) c) : String.valueOf(c));
      }
    }
    return json.append('"').toString();
  }
}
