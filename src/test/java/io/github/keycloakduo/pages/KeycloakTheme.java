package io.github.keycloakduo.pages;

import freemarker.cache.URLTemplateLoader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A login theme of Keycloak with our pages added, looked up in the order Keycloak looks them up.
 */
enum KeycloakTheme {
  V2("keycloak.v2"),
  CLASSIC("keycloak"),
  BARE("base");

  private static final String OURS = "theme-resources/";

  private final String themeName;

  KeycloakTheme(String themeName) {
    this.themeName = themeName;
  }

  String themeName() {
    return themeName;
  }

  Properties properties() {
    Properties all = new Properties();
    for (String name : lineage()) {
      all.putAll(load("theme/" + name + "/login/theme.properties"));
    }
    return all;
  }

  Properties messages() {
    return messages("en");
  }

  /** The texts of a language, in English where there is none. */
  Properties messages(String language) {
    Properties all = new Properties();
    for (String each : List.of("en", language)) {
      all.putAll(load(OURS + "messages/messages_" + each + ".properties"));
      for (String name : lineage()) {
        all.putAll(load("theme/" + name + "/login/messages/messages_" + each + ".properties"));
      }
    }
    return all;
  }

  /** A style, script, font or picture under the name that the layout has for it. */
  @Nullable URL file(String name) {
    if (name.startsWith("common/")) {
      return resource("theme/keycloak/common/resources/" + name.substring("common/".length()));
    }
    List<String> nearestFirst = new ArrayList<>(lineage());
    Collections.reverse(nearestFirst);
    for (String theme : nearestFirst) {
      URL found = resource("theme/" + theme + "/login/resources/" + name);
      if (found != null) {
        return found;
      }
    }
    return resource(OURS + "resources/" + name);
  }

  URLTemplateLoader templates() {
    return new URLTemplateLoader() {
      @Override
      protected @Nullable URL getURL(String name) {
        return template(name);
      }
    };
  }

  private @Nullable URL template(String name) {
    List<String> nearestFirst = new ArrayList<>(lineage());
    Collections.reverse(nearestFirst);
    for (String theme : nearestFirst) {
      URL found = resource("theme/" + theme + "/login/" + name);
      if (found != null) {
        return found;
      }
    }
    return resource(OURS + "templates/" + name);
  }

  /** The theme's ancestors, the oldest first, and the theme itself. */
  private List<String> lineage() {
    List<String> names = new ArrayList<>();
    for (String name = themeName; name != null; ) {
      names.add(0, name);
      name = load("theme/" + name + "/login/theme.properties").getProperty("parent");
    }
    return names;
  }

  static Properties load(String path) {
    Properties properties = new Properties();
    URL url = resource(path);
    if (url == null) {
      return properties;
    }
    try (Reader reader = new InputStreamReader(url.openStream(), StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }

  private static @Nullable URL resource(String path) {
    return Objects.requireNonNull(KeycloakTheme.class.getClassLoader()).getResource(path);
  }
}
