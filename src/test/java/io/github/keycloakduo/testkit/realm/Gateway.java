package io.github.keycloakduo.testkit.realm;

import io.github.keycloakduo.testkit.server.Http;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;

/** A client that logs people in by direct grants; confidential where it has a secret. */
public record Gateway(App app, String secret) {

  /** Sends user name and password, and whatever else is given. */
  public GatewayAnswer call(String username, String password, Map<String, String> parameters) {
    Map<String, String> fields = new LinkedHashMap<>(parameters);
    fields.put("grant_type", "password");
    fields.put("username", username);
    fields.put("password", password);
    fields.putIfAbsent("scope", "openid");
    return send(fields);
  }

  /** The same with the right password. */
  public GatewayAnswer call(TestUser user, Map<String, String> parameters) {
    return call(user.username(), user.password(), parameters);
  }

  /** A request to the token endpoint with any fields. */
  public GatewayAnswer send(Map<String, String> fields) {
    Map<String, String> all = new LinkedHashMap<>(fields);
    all.put("client_id", app.clientId());
    if (!secret.isEmpty()) {
      all.put("client_secret", secret);
    }
    HttpResponse<String> response =
        Http.send(Http.form(URI.create(app.realmUrl() + "/protocol/openid-connect/token"), all));
    return new GatewayAnswer(response.statusCode(), response.body());
  }
}
