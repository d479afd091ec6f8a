package io.github.keycloakduo.instipod;

import com.unboundid.util.json.JSONException;
import com.unboundid.util.json.JSONObject;
import com.unboundid.util.json.JSONValue;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** A reader of JSON text, with limits on what it makes the library do. */
final class JsonFile {
  /** A realm of Keycloak nests half as deep, but for groups. */
  private static final int MAX_DEPTH = 64;

  /** The library reads a number of n digits in n squared steps. */
  private static final int MAX_NUMBER = 100;

  /** The library reads objects only. */
  private static final String WRAPPER = "file";

  /** What RFC 8259 allows outside strings; the library would take comments, too. */
  private static final String OUTSIDE_STRINGS = "[]{}:, \t\r\n+-.0123456789eEtrufalsn";

  private JsonFile() {}

  /** The value that the bytes stand for in UTF-8; empty if they are no JSON. */
  static Optional<JSONValue> parse(byte[] file) {
    return text(file).filter(JsonFile::isPlain).flatMap(JsonFile::parse);
  }

  private static Optional<String> text(byte[] file) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
      return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static Optional<JSONValue> parse(String text) {
    try {
      Map<String, JSONValue> all = new JSONObject("{\"" + WRAPPER + "\":" + text + "}").getFields();
      return all.size() == 1 ? Optional.ofNullable(all.get(WRAPPER)) : Optional.empty();
    } catch (JSONException malformed) {
      return Optional.empty();
    }
  }

  private static boolean isPlain(String text) {
    int depth = 0;
    int number = 0;
    boolean inString = false;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        inString = !inString;
      } else if (inString && c == '\\') {
        at++;
      } else if (!inString) {
        depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
        number = c >= '0' && c <= '9' ? number + 1 : 0;
        // Beyond its end the text would close the object around it.
        if (depth < 0
            || depth > MAX_DEPTH
            || number > MAX_NUMBER
            || OUTSIDE_STRINGS.indexOf(c) < 0) {
          return false;
        }
      }
    }
    return true;
  }
}
