package io.github.keycloakduo.testkit.realm;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakduo.testkit.server.AdminClient;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The stored events of a realm, oldest first. */
public final class RealmEvents {
  private static final String ALL = "?first=0&max=10000";

  private final AdminClient admin;

  RealmEvents(AdminClient realm) {
    this.admin = realm;
  }

  public List<UserEvent> user() {
    List<UserEvent> events = new ArrayList<>();
    for (JsonNode event : admin.get("/events" + ALL)) {
      events.add(
          new UserEvent(
              event.path("type").asText(),
              event.path("error").asText(),
              event.path("userId").asText(),
              event.path("ipAddress").asText(),
              details(event.path("details"))));
    }
    Collections.reverse(events);
    return events;
  }

  public List<UserEvent> user(String type) {
    return user().stream().filter(event -> event.type().equals(type)).toList();
  }

  public List<AdminEvent> admin() {
    List<AdminEvent> events = new ArrayList<>();
    for (JsonNode event : admin.get("/admin-events" + ALL)) {
      events.add(
          new AdminEvent(
              event.path("operationType").asText(),
              event.path("resourceType").asText(),
              event.path("resourcePath").asText(),
              event.path("representation").asText(),
              event.path("error").asText()));
    }
    Collections.reverse(events);
    return events;
  }

  public void clear() {
    admin.delete("/events");
    admin.delete("/admin-events");
  }

  private static Map<String, String> details(JsonNode node) {
    Map<String, String> details = new HashMap<>();
    node.properties().forEach(detail -> details.put(detail.getKey(), detail.getValue().asText()));
    return details;
  }
}
