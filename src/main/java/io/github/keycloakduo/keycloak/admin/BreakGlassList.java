package io.github.keycloakduo.keycloak.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakduo.breakglass.BreakGlass;
import io.github.keycloakduo.breakglass.BreakGlassStore;
import io.github.keycloakduo.keycloak.runtime.LogCategory;
import io.github.keycloakduo.mfa.LogSafeText;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.UserModel;

/** The break-glass exemptions of a realm, as administrators grant, list and end them. */
final class BreakGlassList {
  private static final Logger LOG = Logger.getLogger(LogCategory.CATEGORY);
  private static final String RESOURCE = "DUO_MFA_BREAK_GLASS";

  private final AdminContext context;
  private final BreakGlassStore store;
  private final RealmUsers users;

  BreakGlassList(AdminContext context) {
    this.context = context;
    this.store = context.services().breakGlass();
    this.users = new RealmUsers(context);
  }

  List<Map<String, Object>> list() {
    return stored(() -> store.list(context.realm().getId(), now())).stream()
        .map(exemption -> json(exemption, users.name(exemption.userId())))
        .toList();
  }

  /** Grants what the body asks for, in place of an earlier one of the same user. */
  Map<String, Object> grant(JsonNode body, String administrator) {
    String username = required(body, "username");
    String reason = required(body, "reason");
    if (!BreakGlass.isReason(reason)) {
      throw AdminErrors.badRequest(
          "reason is not one line of at most " + BreakGlass.MAX_REASON_LENGTH + " characters");
    }
    int minutes = minutes(body.path("minutes"));
    UserModel user = users.require(username);
    // As fine as it is listed.
    Instant now = now().truncatedTo(ChronoUnit.MILLIS);
    BreakGlass exemption =
        new BreakGlass(
            context.realm().getId(),
            user.getId(),
            reason,
            LogSafeText.of(administrator),
            now,
            now.plus(Duration.ofMinutes(minutes)));
    stored(
        () -> {
          store.grant(exemption);
          return true;
        });
    Map<String, Object> json = json(exemption, user.getUsername());
    event(OperationType.CREATE, user, json);
    LOG.warn(line(user) + exemption.sentence());
    return json;
  }

  void end(String username, String administrator) {
    UserModel user = users.require(username);
    if (stored(() -> store.end(context.realm().getId(), user.getId()))) {
      event(OperationType.DELETE, user, Map.of("username", user.getUsername()));
      LOG.warn(line(user) + "break-glass, ended by " + LogSafeText.of(administrator));
    }
  }

  private String line(UserModel user) {
    return "realm "
        + context.realm().getName()
        + ", user "
        + LogSafeText.of(user.getUsername())
        + ": ";
  }

  private void event(OperationType operation, UserModel user, Map<String, Object> json) {
    context
        .events()
        .operation(operation)
        .resource(RESOURCE)
        .resourcePath("users", user.getId(), "duo-mfa-break-glass")
        .representation(json)
        .success();
  }

  private Instant now() {
    return context.services().clock().instant();
  }

  private static String required(JsonNode body, String member) {
    return RequestBodies.text(body, member)
        .orElseThrow(() -> AdminErrors.badRequest(member + " is missing"));
  }

  private static int minutes(JsonNode minutes) {
    if (minutes.isMissingNode() || minutes.isNull()) {
      throw AdminErrors.badRequest("minutes is missing");
    }
    if (!minutes.isIntegralNumber()
        || !minutes.canConvertToInt()
        || minutes.intValue() < 1
        || minutes.intValue() > BreakGlass.MAX_MINUTES) {
      throw AdminErrors.badRequest("minutes is not an integer from 1 to " + BreakGlass.MAX_MINUTES);
    }
    return minutes.intValue();
  }

  private static <T> T stored(Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException failure) {
      LOG.error("Cannot read or change break-glass", failure);
      throw AdminErrors.unavailable(
          "the table of break-glass cannot be read or changed; see the server log");
    }
  }

  private static Map<String, Object> json(BreakGlass exemption, String username) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("username", username);
    json.put("reason", exemption.reason());
    json.put("grantedBy", exemption.grantedBy());
    json.put("grantedAt", exemption.grantedAt().toString());
    json.put("expiresAt", exemption.expiresAt().toString());
    return json;
  }
}
