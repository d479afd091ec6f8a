package io.github.keycloakduo.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakduo.testkit.server.AdminClient;
import io.github.keycloakduo.testkit.server.Json;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The admin resource of a realm, as a caller sees it. */
public record DuoAdmin(AdminClient realm) {

  /** One line of a test. */
  public record Check(String name, boolean ok, String message) {}

  public static String path(String alias) {
    return "/duo-mfa/configs/" + alias.replace(" ", "%20");
  }

  public List<Check> test(String alias) {
    List<Check> checks = new ArrayList<>();
    for (JsonNode check : realm.post(path(alias) + "/test", AdminClient.nothing())) {
      checks.add(
          new Check(
              check.path("check").asText(),
              check.path("ok").asBoolean(),
              check.path("message").asText()));
    }
    return checks;
  }

  /** The checks that found something, by name. */
  public Map<String, String> mistakes(String alias) {
    Map<String, String> failed = new HashMap<>();
    test(alias).stream()
        .filter(check -> !check.ok())
        .filter(check -> !check.message().startsWith("not checked"))
        .forEach(check -> failed.put(check.name(), check.message()));
    return failed;
  }

  public JsonNode explain(String alias, String username, Optional<String> clientIp) {
    Map<String, String> body = new HashMap<>();
    body.put("username", username);
    clientIp.ifPresent(ip -> body.put("clientIp", ip));
    return realm.post(path(alias) + "/explain", body);
  }

  HttpResponse<String> explains(String alias, Object body) {
    return realm.send("POST", path(alias) + "/explain", body);
  }

  JsonNode grace(String query) {
    return realm.get("/duo-mfa/grace" + query);
  }

  JsonNode flows() {
    return realm.get("/duo-mfa/flows");
  }

  HttpResponse<String> imports(String query, String ini) {
    return imports(query, ini.getBytes(StandardCharsets.UTF_8));
  }

  HttpResponse<String> imports(String query, byte[] ini) {
    return realm.upload("/duo-mfa/import/sps" + query, "text/plain", ini);
  }

  HttpResponse<String> importsInstipod(String query, String json) {
    return realm.upload(
        "/duo-mfa/import/instipod" + query,
        "application/json",
        json.getBytes(StandardCharsets.UTF_8));
  }

  static JsonNode json(HttpResponse<String> response) {
    return Json.read(response.body());
  }
}
