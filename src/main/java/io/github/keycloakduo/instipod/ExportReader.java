package io.github.keycloakduo.instipod;

import com.unboundid.util.json.JSONArray;
import com.unboundid.util.json.JSONBoolean;
import com.unboundid.util.json.JSONNull;
import com.unboundid.util.json.JSONNumber;
import com.unboundid.util.json.JSONObject;
import com.unboundid.util.json.JSONString;
import com.unboundid.util.json.JSONValue;
import io.github.keycloakduo.importing.ParseError;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A reader of what Keycloak exports: a realm, an array of realms, or a configuration as {@code
 * {"alias","config"}}. It finds the configurations of the other extension.
 */
final class ExportReader {
  /** The extension has six. */
  private static final int MAX_OPTIONS = 100;

  private static final String CONFIG = "config";
  private static final String CONFIGS = "authenticatorConfig";
  private static final String FLOWS = "authenticationFlows";
  private static final String CLIENTS = "clients";
  private static final String REALM = "realm";
  private static final String EXECUTIONS = "authenticationExecutions";
  private static final String ALIAS = "alias";

  /** Each once: there are fewer different ones than a result may have. */
  private final Set<ParseError> errors = new LinkedHashSet<>();

  /** What was wrong; what {@link #read} returned is complete only if nothing was. */
  List<ParseError> errors() {
    return List.copyOf(errors);
  }

  List<SourceConfig> read(byte[] file) {
    Optional<JSONValue> root = JsonFile.parse(file);
    if (root.isEmpty()) {
      error("the file is not JSON in UTF-8, or nests too deep");
    }
    return root.map(this::root).orElse(List.of());
  }

  private List<SourceConfig> root(JSONValue root) {
    if (root instanceof JSONArray array) {
      return array.getValues().stream().flatMap(this::element).toList();
    }
    if (root instanceof JSONObject object) {
      if (object.hasField(CONFIGS) || object.hasField(FLOWS) || object.hasField(REALM)) {
        return realm(object);
      }
      if (object.hasField(CONFIG)) {
        return config(object, "", Set.of(), Map.of()).stream().toList();
      }
    }
    error("the file is neither a realm export, nor an array of them, nor {\"alias\",\"config\"}");
    return List.of();
  }

  private Stream<SourceConfig> element(JSONValue element) {
    if (element instanceof JSONObject object) {
      return realm(object).stream();
    }
    error("the array has an element that is not a realm");
    return Stream.empty();
  }

  private List<SourceConfig> realm(JSONObject realm) {
    String name = text(realm, REALM);
    Map<String, String> clients = new HashMap<>();
    for (JSONObject client : objects(realm, CLIENTS)) {
      clients.put(text(client, "id"), text(client, "clientId"));
    }
    Set<String> used =
        objects(realm, FLOWS).stream()
            .flatMap(flow -> objects(flow, EXECUTIONS).stream())
            .filter(step -> text(step, "authenticator").equals(InstipodKeys.AUTHENTICATOR))
            .map(step -> text(step, CONFIGS))
            .collect(Collectors.toSet());
    return objects(realm, CONFIGS).stream()
        .filter(config -> isOfTheExtension(config, used))
        .flatMap(config -> config(config, name, used, clients).stream())
        .toList();
  }

  private boolean isOfTheExtension(JSONObject config, Set<String> used) {
    return used.contains(text(config, ALIAS))
        || (config.getField(CONFIG) instanceof JSONObject options
            && options.getFields().keySet().stream().anyMatch(InstipodKeys::isKnown));
  }

  private Optional<SourceConfig> config(
      JSONObject config, String realm, Set<String> used, Map<String, String> clients) {
    if (config.getField(CONFIG) instanceof JSONObject options
        && options.getFields().size() <= MAX_OPTIONS) {
      String alias = text(config, ALIAS);
      return Optional.of(
          new SourceConfig(
              realm, text(config, "id"), alias, options(options), used.contains(alias), clients));
    }
    error(CONFIG + " is not an object, or has more than " + MAX_OPTIONS + " options");
    return Optional.empty();
  }

  /** Keycloak has texts only; files that people write have other plain values as well. */
  private Map<String, String> options(JSONObject options) {
    Map<String, String> all = new LinkedHashMap<>();
    options
        .getFields()
        .forEach(
            (name, value) -> {
              if (value instanceof JSONString string) {
                all.put(name, string.stringValue());
              } else if (value instanceof JSONBoolean || value instanceof JSONNumber) {
                all.put(name, value.toString());
              } else if (!(value instanceof JSONNull)) {
                error("an option of the configuration has a list or an object for its value");
              }
            });
    return all;
  }

  /** A member that must be an array of objects; empty where there is none. */
  private Collection<JSONObject> objects(JSONObject parent, String member) {
    JSONValue value = parent.getField(member);
    if (value == null || value instanceof JSONNull) {
      return List.of();
    }
    if (value instanceof JSONArray array
        && array.getValues().stream().allMatch(JSONObject.class::isInstance)) {
      return array.getValues().stream().map(JSONObject.class::cast).toList();
    }
    error(member + " is not an array of objects");
    return List.of();
  }

  /** A member that must be a text; empty where there is none. */
  private String text(JSONObject parent, String member) {
    JSONValue value = parent.getField(member);
    if (value instanceof JSONString string) {
      return string.stringValue();
    }
    if (value != null && !(value instanceof JSONNull)) {
      error(member + " is not a text");
    }
    return "";
  }

  private void error(String sentence) {
    errors.add(new ParseError(0, sentence));
  }
}
