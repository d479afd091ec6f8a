package io.github.keycloakduo.testkit.browser;

import java.net.HttpCookie;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The cookies of one browser. The JDK's own cookie manager is of no use here: it keeps Secure
 * cookies from a loopback address without TLS, where real browsers send them.
 */
public final class CookieJar {
  private record Key(String host, String path, String name) {}

  private final Map<Key, String> cookies = new LinkedHashMap<>();

  synchronized void store(URI from, Iterable<String> setCookieHeaders) {
    for (String header : setCookieHeaders) {
      for (HttpCookie cookie : HttpCookie.parse(header)) {
        String path = cookie.getPath() == null ? "/" : cookie.getPath();
        Key key = new Key(from.getHost(), path, cookie.getName());
        if (cookie.getMaxAge() == 0) {
          cookies.remove(key);
        } else {
          cookies.put(key, cookie.getValue());
        }
      }
    }
  }

  /** The value of the Cookie header of a request to this address. */
  synchronized String header(URI to) {
    return cookies.entrySet().stream()
        .filter(cookie -> matches(cookie.getKey(), to))
        .map(cookie -> cookie.getKey().name() + "=" + cookie.getValue())
        .collect(Collectors.joining("; "));
  }

  public synchronized Optional<String> value(String name) {
    return cookies.entrySet().stream()
        .filter(cookie -> cookie.getKey().name().equals(name))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** Takes over the cookies of a name from another browser. */
  public synchronized void copyFrom(CookieJar other, String name) {
    synchronized (other) {
      other.cookies.forEach(
          (key, value) -> {
            if (key.name().equals(name)) {
              cookies.put(key, value);
            }
          });
    }
  }

  public synchronized void remove(String name) {
    cookies.keySet().removeIf(key -> key.name().equals(name));
  }

  private static boolean matches(Key key, URI to) {
    String prefix = key.path().endsWith("/") ? key.path() : key.path() + "/";
    return key.host().equals(to.getHost()) && (to.getPath() + "/").startsWith(prefix);
  }
}
