package io.github.keycloakduo.settings;

import com.unboundid.util.json.JSONArray;
import com.unboundid.util.json.JSONException;
import com.unboundid.util.json.JSONObject;
import com.unboundid.util.json.JSONString;
import com.unboundid.util.json.JSONValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An entry of a map, which the admin console stores as a JSON array of objects. */
public record MapEntry(String name, String value) {
  private static final String NAME = "key";
  private static final String VALUE = "value";
  private static final Set<String> MEMBERS = Set.of(NAME, VALUE);

  /** The library reads objects only. */
  private static final String WRAPPER = "list";

  /** The characters of RFC 8259, section 2, that such a map needs. */
  private static final String OUTSIDE_STRINGS = "[]{}:, \t\r\n";

  /** RFC 8259, section 7. */
  private static final Pattern ESCAPED_CODE = Pattern.compile("[0-9A-Fa-f]{4}");

  /** Objects in an array. */
  private static final int MAX_DEPTH = 2;

  /** Reads {@code [{"key":"a","value":"b"}]}; empty when it is anything else. */
  public static Optional<List<MapEntry>> parse(String json) {
    // Most maps are blank, at each login; the library would make an exception of that.
    if (json.isBlank() || !isPlain(json)) {
      return Optional.empty();
    }
    try {
      Map<String, JSONValue> all = new JSONObject("{\"" + WRAPPER + "\":" + json + "}").getFields();
      return all.size() == 1 && all.get(WRAPPER) instanceof JSONArray array
          ? entries(array)
          : Optional.empty();
    } catch (JSONException malformed) {
      return Optional.empty();
    }
  }

  private static Optional<List<MapEntry>> entries(JSONArray array) {
    List<MapEntry> entries = new ArrayList<>();
    for (JSONValue each : array.getValues()) {
      if (each instanceof JSONObject object
          && object.getFields().keySet().equals(MEMBERS)
          && object.getField(NAME) instanceof JSONString name
          && object.getField(VALUE) instanceof JSONString value) {
        entries.add(new MapEntry(name.stringValue(), value.stringValue()));
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(entries);
  }

  /**
   * Whether the text has nothing that the library takes although it is no JSON, which are comments
   * and odd digits, and does not nest deeper than a map: the library follows any text as deep as
   * the stack allows.
   */
  private static boolean isPlain(String json) {
    int depth = 0;
    boolean inString = false;
    for (int at = 0; at < json.length(); at++) {
      char c = json.charAt(at);
      if (c == '"') {
        inString = !inString;
      } else if (inString && c == '\\') {
        at++;
        if (json.startsWith("u", at) && !isCode(json, at + 1)) {
          return false;
        }
      } else if (!inString) {
        depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
        if (depth > MAX_DEPTH || OUTSIDE_STRINGS.indexOf(c) < 0) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isCode(String json, int start) {
    int end = Math.min(start + 4, json.length());
    return ESCAPED_CODE.matcher(json).region(start, end).matches();
  }

  /** Writes what {@link #parse} reads. */
  public static String toJson(List<MapEntry> list) {
    return list.stream().map(MapEntry::toJson).collect(Collectors.joining(",", "[", "]"));
  }

  /** Not by the library's own writer, which puts blanks around everything. */
  private String toJson() {
    return "{\"key\":" + new JSONString(name) + ",\"value\":" + new JSONString(value) + "}";
  }
}
