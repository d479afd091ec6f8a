package io.github.keycloakduo.keycloak.admin;

import io.github.keycloakduo.grace.GraceGrant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.UserModel;

/** The graces of a realm. */
final class GraceList {
  private static final String RESOURCE = "DUO_MFA_GRACE";

  private final Desk desk;
  private final Users users;

  GraceList(Desk desk) {
    this.desk = desk;
    this.users = new Users(desk);
  }

  List<Map<String, Object>> list(Optional<String> username) {
    Optional<String> userId = username.map(name -> users.named(name).getId());
    Map<String, String> names = new LinkedHashMap<>();
    return desk
        .runtime()
        .graceStore()
        .list(desk.realm().getId(), userId, desk.runtime().clock().instant())
        .stream()
        .map(grant -> json(grant, names.computeIfAbsent(grant.userId(), users::name)))
        .toList();
  }

  private static Map<String, Object> json(GraceGrant grant, String username) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("username", username);
    json.put("clientIp", grant.clientIp());
    json.put("config", grant.config());
    json.put("grantedAt", grant.grantedAt().toString());
    json.put("lastUsedAt", grant.lastUsedAt().toString());
    json.put("uses", grant.uses());
    json.put("expiresAt", grant.expiresAt().toString());
    return json;
  }

  void end(String username) {
    UserModel user = users.named(username);
    if (!desk.runtime().graceStore().endAll(desk.realm().getId(), user.getId())) {
      throw Refusals.unavailable("the graces of the user could not be ended; see the server log");
    }
    desk.events()
        .operation(OperationType.DELETE)
        .resource(RESOURCE)
        .resourcePath("users", user.getId(), "duo-mfa-grace")
        .success();
  }
}
