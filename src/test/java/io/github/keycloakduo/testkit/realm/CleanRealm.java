package io.github.keycloakduo.testkit.realm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakduo.testkit.server.AdminClient;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/**
 * A realm and what it was when it was new.
 *
 * @param representation its settings
 * @param export all of it but its users
 */
record CleanRealm(TestRealm realm, JsonNode representation, JsonNode export) {
  private static final String USER_STORAGE = "/components/org.keycloak.storage.UserStorageProvider";
  private static final int MOST_USERS = 20;

  static CleanRealm of(TestRealm created) {
    // Keycloak adds defaults to attributes whenever it is given a representation.
    created.admin().put("", created.admin().get(""));
    return new CleanRealm(created, created.admin().get(""), export(created));
  }

  /**
   * Takes away what a test has added, and undoes what it changed.
   *
   * @return whether the realm is as it was
   */
  boolean restore() {
    try {
      JsonNode used = export(realm);
      JsonNode users = admin().get("/users?briefRepresentation=true&max=" + (MOST_USERS + 1));
      // Users of a directory are not Keycloak's to remove.
      if (users.size() > MOST_USERS || !used.at(USER_STORAGE).equals(export.at(USER_STORAGE))) {
        return false;
      }
      if (!used.equals(export)) {
        undo(used);
      }
      users.forEach(user -> admin().delete("/users/" + user.path("id").asText()));
      return used.equals(export) || export(realm).equals(export);
    } catch (IllegalStateException refused) {
      // Keycloak refuses to undo it.
      return false;
    }
  }

  private void undo(JsonNode used) {
    for (JsonNode provider : added(used, "/identityProviders", "alias")) {
      admin().delete("/identity-provider/instances/" + provider.path("alias").asText());
    }
    for (JsonNode client : added(used, "/clients", "id")) {
      admin().delete("/clients/" + client.path("id").asText());
    }
    for (JsonNode client : export.at("/clients")) {
      if (!contains(used.at("/clients"), client)) {
        admin().put("/clients/" + client.path("id").asText(), client);
      }
    }
    admin().put("", representation);
    for (JsonNode flow : added(used, "/authenticationFlows", "id")) {
      if (flow.path("topLevel").asBoolean()) {
        admin().delete("/authentication/flows/" + flow.path("id").asText());
      }
    }
    for (JsonNode group : added(used, "/groups", "id")) {
      admin().delete("/groups/" + group.path("id").asText());
    }
    used.path("components")
        .fieldNames()
        .forEachRemaining(
            type -> {
              for (JsonNode component : added(used, "/components/" + type, "id")) {
                admin().delete("/components/" + component.path("id").asText());
              }
            });
  }

  private List<JsonNode> added(JsonNode used, String section, String key) {
    Set<String> old = new HashSet<>();
    export.at(section).forEach(member -> old.add(member.path(key).asText()));
    return StreamSupport.stream(used.at(section).spliterator(), false)
        .filter(member -> !old.contains(member.path(key).asText()))
        .toList();
  }

  private static boolean contains(JsonNode members, JsonNode member) {
    return StreamSupport.stream(members.spliterator(), false).anyMatch(member::equals);
  }

  private AdminClient admin() {
    return realm.admin();
  }

  private static JsonNode export(TestRealm realm) {
    return sorted(realm.exported());
  }

  /** The same without an order of what Keycloak keeps in sets. */
  private static JsonNode sorted(JsonNode node) {
    if (node.isArray()) {
      List<Map.Entry<String, JsonNode>> members = new ArrayList<>();
      for (JsonNode member : node) {
        JsonNode sorted = sorted(member);
        members.add(Map.entry(sorted.toString(), sorted));
      }
      members.sort(Map.Entry.comparingByKey());
      return new ArrayNode(
          JsonNodeFactory.instance, members.stream().map(Map.Entry::getValue).toList());
    }
    if (node.isObject()) {
      TreeMap<String, JsonNode> members = new TreeMap<>();
      node.properties().forEach(member -> members.put(member.getKey(), sorted(member.getValue())));
      return new ObjectNode(JsonNodeFactory.instance, members);
    }
    return node;
  }
}
