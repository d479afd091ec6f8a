package io.github.keycloakduo.simulator;

import io.vertx.core.Future;
import java.util.List;
import java.util.stream.Collectors;

/** Shows the prompt: a page on which a person says how he confirms, or that he does not. */
final class OidcAuthorize implements Operation {
  /** The ways a token can name, the usual one first. */
  private static final List<String> FACTORS =
      List.of(
          "duo_push",
          "verified_push",
          "duo_mobile_passcode",
          "hardware_token",
          "yubikey_code",
          "bypass_code",
          "sms_passcode",
          "phone_call",
          "webauthn_security_key",
          "platform_authenticator",
          "remembered_device",
          "trusted_network",
          "none");

  private final Account account;

  OidcAuthorize(Account account) {
    this.account = account;
  }

  @Override
  public Future<Answer> run(Call call) {
    try {
      PromptRequest request = PromptRequest.read(call, account.keys(), account.clock().now());
      return Future.succeededFuture(
          new OidcPrompt(account)
              .remembered(request)
              .map(back -> Answer.html(303, "").withHeader("Location", back))
              .orElseGet(() -> Answer.html(200, page(request, account.prompts().open(request)))));
    } catch (DuoFailure failure) {
      String text = "<p id=\"prompt-error\">" + Html.escape(failure.toString()) + "</p>";
      return Future.succeededFuture(Answer.html(400, Html.page("Bad Request", "", text)));
    }
  }

  private static String page(PromptRequest request, String id) {
    String factors =
        FACTORS.stream()
            .map(factor -> "<option value=\"" + factor + "\">" + factor + "</option>")
            .collect(Collectors.joining());
    String buttons =
        List.of("approve", "deny", "bypass", "cancel", "error").stream()
            .map(OidcAuthorize::button)
            .collect(Collectors.joining());
    return Html.page(
        "Universal Prompt",
        "",
        "<form id=\"prompt\" class=\"card\" method=\"post\" action=\""
            + Endpoint.PROMPT.path()
            + "\"><p>Logging in as <strong id=\"prompt-user\">"
            + Html.escape(request.username())
            + "</strong></p><input type=\"hidden\" name=\"sid\" value=\""
            + id
            + "\"><p><label>Factor <select name=\"factor\">"
            + factors
            + "</select></label></p><p class=\"buttons\">"
            + buttons
            + "</p></form>");
  }

  private static String button(String decision) {
    return "<button id=\"prompt-"
        + decision
        + "\" name=\"decision\" value=\""
        + decision
        + "\">"
        + decision
        + "</button> ";
  }
}
