package io.github.keycloakduo.simulator;

import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes what a person said on the prompt back to the client. */
final class OidcPrompt implements Operation {
  private final Account account;

  OidcPrompt(Account account) {
    this.account = account;
  }

  @Override
  public Future<Answer> run(Call call) {
    Params params = call.params();
    Optional<PromptRequest> request = account.prompts().take(params.required("sid"));
    if (request.isEmpty()) {
      return Future.succeededFuture(
          Answer.html(400, Html.page("Bad Request", "", "<p>This prompt is over.</p>")));
    }
    String back = answered(request.get(), params);
    return Future.succeededFuture(Answer.html(303, "").withHeader("Location", back));
  }

  private String answered(PromptRequest request, Params params) {
    String factor = params.required("factor");
    return switch (params.required("decision")) {
      case "approve" -> granted(request, "allow", context(request, factor, "user_approved"));
      case "bypass" -> granted(request, "allow", context(request, "none", "bypass_user"));
      case "deny" -> granted(request, "deny", context(request, factor, "user_denied"));
      case "cancel" ->
          request.back("error", "access_denied", "&error_description=The+user+cancelled.");
      case "error" -> request.back("error", "server_error", "&error_description=Sorry.");
      default -> throw DuoFailure.invalid("decision");
    };
  }

  /** Where a browser goes at once whose device Duo remembers; empty when a person is asked. */
  Optional<String> remembered(PromptRequest request) {
    boolean remembers =
        account.world().userNamed(request.username()).trustedDeviceToken().isPresent();
    return remembers && !request.reauthentication()
        ? Optional.of(
            granted(request, "allow", context(request, "remembered_device", "remembered_device")))
        : Optional.empty();
  }

  private String granted(PromptRequest request, String result, Map<String, Object> context) {
    String code = account.prompts().grant(new PromptGrant(request, result, context));
    return request.back(request.duoCode() ? "duo_code" : "code", code, "");
  }

  private Map<String, Object> context(PromptRequest request, String factor, String reason) {
    SimulatedUser user = account.world().userNamed(request.username());
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("result", reason.equals("user_denied") ? "failure" : "success");
    context.put("reason", reason);
    if (!factor.equals("none")) {
      context.put("factor", factor);
    }
    context.put("event_type", "authentication");
    context.put("timestamp", account.clock().now().getEpochSecond());
    context.put("txid", RandomIds.transaction());
    context.put("user", Map.of("key", user.id(), "name", user.name(), "groups", List.of()));
    context.put("application", Map.of("key", request.clientId(), "name", "Keycloak"));
    context.put("access_device", Map.of("ip", "198.51.100.7", "location", Map.of()));
    user.devices().stream()
        .findFirst()
        .ifPresent(
            device ->
                context.put(
                    "auth_device",
                    Map.of(
                        "key",
                        device.id(),
                        "name",
                        device.name() + " (734-555-2342)",
                        "ip",
                        "203.0.113.9")));
    return context;
  }
}
