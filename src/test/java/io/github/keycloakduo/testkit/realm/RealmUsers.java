package io.github.keycloakduo.testkit.realm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakduo.testkit.server.AdminClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Creates and changes the users of a realm. */
public final class RealmUsers {
  private final AdminClient realm;
  private final AdminClient admin;

  RealmUsers(AdminClient realm) {
    this.realm = realm;
    this.admin = realm.at("/users");
  }

  /** A complete, enabled user; his password is made from his name. */
  public TestUser create(String username) {
    return create(username, Map.<String, String>of());
  }

  /**
   * A user with attributes.
   *
   * @param attributes stored as they are: the realm accepts attributes its profile does not declare
   */
  public TestUser create(String username, Map<String, String> attributes) {
    String id = admin.create("", complete(username, attributes));
    return new TestUser(id, username, password(username));
  }

  /** A user who has also set up an authenticator app and recovery codes, as far as given. */
  public TestUser create(String username, Authenticator... authenticators) {
    Map<String, Object> user = new HashMap<>(complete(username, Map.of()));
    List<Map<String, ?>> credentials = new ArrayList<>();
    credentials.add(passwordOf(password(username)));
    for (Authenticator authenticator : authenticators) {
      credentials.add(authenticator.representation());
    }
    user.put("credentials", credentials);
    return new TestUser(admin.create("", user), username, password(username));
  }

  /** Many users by one request. */
  public List<TestUser> createAll(List<String> usernames) {
    JsonNode imported =
        realm.post(
            "/partialImport",
            Map.of(
                "ifResourceExists",
                "FAIL",
                "users",
                usernames.stream().map(username -> complete(username, Map.of())).toList()));
    return StreamSupport.stream(imported.path("results").spliterator(), false)
        .map(
            user -> {
              String username = user.path("resourceName").asText();
              return new TestUser(user.path("id").asText(), username, password(username));
            })
        .toList();
  }

  private static String password(String username) {
    return "password of " + username;
  }

  private static Map<String, Object> complete(String username, Map<String, String> attributes) {
    String mailbox = username.replaceAll("[^A-Za-z0-9]", "-");
    return Map.of(
        "username",
        username,
        "enabled",
        true,
        // Keycloak asks at login for what is missing in the profile.
        "email",
        mailbox + "@example.org",
        "emailVerified",
        true,
        "firstName",
        "Test",
        "lastName",
        "User",
        "attributes",
        attributes,
        "credentials",
        List.of(passwordOf(password(username))));
  }

  public void disable(TestUser user) {
    change(user, Map.of("enabled", false));
  }

  public void enable(TestUser user) {
    change(user, Map.of("enabled", true));
  }

  /** Changes top-level members of the user's representation. */
  public void change(TestUser user, Map<String, ?> members) {
    ObjectNode representation = (ObjectNode) representation(user);
    members.forEach(representation::putPOJO);
    admin.put("/" + user.id(), representation);
  }

  public JsonNode representation(TestUser user) {
    return admin.get("/" + user.id());
  }

  public TestUser setPassword(TestUser user, String password) {
    admin.put("/" + user.id() + "/reset-password", passwordOf(password));
    return new TestUser(user.id(), user.username(), password);
  }

  public void logout(TestUser user) {
    admin.post("/" + user.id() + "/logout", AdminClient.nothing());
  }

  public void delete(TestUser user) {
    admin.delete("/" + user.id());
  }

  /** The user's live sessions. */
  public List<JsonNode> sessions(TestUser user) {
    JsonNode sessions = admin.get("/" + user.id() + "/sessions");
    return StreamSupport.stream(sessions.spliterator(), false).toList();
  }

  private static Map<String, ?> passwordOf(String password) {
    return Map.of("type", "password", "value", password, "temporary", false);
  }
}
