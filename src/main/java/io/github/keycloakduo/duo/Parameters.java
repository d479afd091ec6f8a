package io.github.keycloakduo.duo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The named parameters of a call, and the two forms that Duo signs and takes them in: a query (GET)
 * and a JSON body (POST).
 *
 * @see <a href="https://duo.com/docs/authapi#authentication">Duo Auth API, Authentication</a>
 */
final class Parameters {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SortedMap<String, String> values = new TreeMap<>();

  Parameters with(String name, String value) {
    values.put(name, value);
    return this;
  }

  Parameters with(String name, Optional<String> value) {
    value.ifPresent(present -> values.put(name, present));
    return this;
  }

  /** Sorted and percent-encoded, as it is signed and sent in a URL (RFC 3986, section 2.3). */
  String query() {
    return encode(values);
  }

  static String encode(Map<String, String> pairs) {
    return pairs.entrySet().stream()
        .map(pair -> encode(pair.getKey()) + "=" + encode(pair.getValue()))
        .collect(Collectors.joining("&"));
  }

  /** A JSON object of strings. */
  String json() {
    try {
      return JSON.writeValueAsString(values);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }
}
