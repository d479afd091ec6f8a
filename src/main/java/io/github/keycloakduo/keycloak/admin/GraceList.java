package io.github.keycloakduo.keycloak.admin;

import io.github.keycloakduo.grace.GraceGrant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.UserModel;

/** The graces of a realm, as administrators list and end them. */
final class GraceList {
  private static final String RESOURCE = "DUO_MFA_GRACE";

  private final AdminContext context;
  private final RealmUsers users;

  GraceList(AdminContext context) {
    this.context = context;
    this.users = new RealmUsers(context);
  }

  List<Map<String, Object>> list(Optional<String> username) {
    Optional<String> userId = username.map(name -> users.require(name).getId());
    Map<String, String> names = new LinkedHashMap<>();
    return context
        .services()
        .graces()
        .list(context.realm().getId(), userId, context.services().clock().instant())
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
    json.put("browser", grant.browser().orElse(""));
    return json;
  }

  void endAll() {
    if (!context.services().graces().endRealm(context.realm().getId())) {
      throw AdminErrors.unavailable(
          "the graces of the realm could not be ended; see the server log");
    }
    context
        .events()
        .operation(OperationType.DELETE)
        .resource(RESOURCE)
        .resourcePath("duo-mfa-grace")
        .success();
  }

  void end(String username) {
    UserModel user = users.require(username);
    if (!context.services().graces().endAll(context.realm().getId(), user.getId())) {
      throw AdminErrors.unavailable(
          "the graces of the user could not be ended; see the server log");
    }
    context
        .events()
        .operation(OperationType.DELETE)
        .resource(RESOURCE)
        .resourcePath("users", user.getId(), "duo-mfa-grace")
        .success();
  }
}
