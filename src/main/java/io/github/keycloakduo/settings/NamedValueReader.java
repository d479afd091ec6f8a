package io.github.keycloakduo.settings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A reader of the one JSON shape that configurations hold. This room has no library, since it must
 * also work where no server is; and a reader that knows nothing but strings has nothing to limit.
 */
final class NamedValueReader {
  private static final Set<String> MEMBERS = Set.of("key", "value");

  private final String json;
  private int at;

  NamedValueReader(String json) {
    this.json = json;
  }

  /**
   * Reads all of the text.
   *
   * @throws IllegalArgumentException if it has another shape
   */
  List<NamedValue> list() {
    List<NamedValue> list = new ArrayList<>();
    take('[');
    if (!takes(']')) {
      do {
        list.add(entry());
      } while (takes(','));
      take(']');
    }
    skipBlanks();
    require(at == json.length());
    return list;
  }

  private NamedValue entry() {
    Map<String, String> members = new HashMap<>();
    take('{');
    do {
      String name = string();
      take(':');
      require(members.put(name, string()) == null);
    } while (takes(','));
    take('}');
    require(members.keySet().equals(MEMBERS));
    return new NamedValue(members.getOrDefault("key", ""), members.getOrDefault("value", ""));
  }

  private String string() {
    take('"');
    StringBuilder text = new StringBuilder();
    for (char c = next(); c != '"'; c = next()) {
      require(c >= ' ');
      text.append(c == '\\' ? escaped() : c);
    }
    return text.toString();
  }

  private char escaped() {
    char c = next();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw new IllegalArgumentException();
    };
  }

  private char unicode() {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = "0123456789abcdef".indexOf(Character.toLowerCase(next()));
      require(digit >= 0);
      code = code * 16 + digit;
    }
    return (char) code;
  }

  private void take(char expected) {
    require(takes(expected));
  }

  private boolean takes(char wanted) {
    skipBlanks();
    boolean there = at < json.length() && json.charAt(at) == wanted;
    at += there ? 1 : 0;
    return there;
  }

  private void skipBlanks() {
    while (at < json.length() && " \t\r\n".indexOf(json.charAt(at)) >= 0) {
      at++;
    }
  }

  private char next() {
    require(at < json.length());
    return json.charAt(at++);
  }

  private static void require(boolean well) {
    if (!well) {
      throw new IllegalArgumentException();
    }
  }
}
