package io.github.keycloakduo.simulator;

import java.time.Duration;
import java.time.Instant;

/** Shows one pending push or call, with the buttons that answer it. */
final class PushCard {
  private final PendingPush push;
  private final Instant now;

  PushCard(PendingPush push, Instant now) {
    this.push = push;
    this.now = now;
  }

  String render() {
    String choices;
    if (push.status().equals("calling")) {
      choices = form(button("answer", "", "Pick up") + button("deny", "deny", "Hang up"));
    } else if (push.verificationCode().isPresent()) {
      choices = "<p class=\"soft\">This login shows a verification code.</p>" + codeLink();
    } else {
      choices = form(button("approve", "", "Approve") + refusals());
    }
    return card(choices);
  }

  /** On a page of its own, because a page that reloads would lose what a person types. */
  String renderWithCode(boolean wrong) {
    String alert = wrong ? "<p class=\"alert\" role=\"alert\">That code is wrong.</p>" : "";
    return card(
        alert
            + form(
                "<label for=\"code\">Verification code shown at the login</label>"
                    + "<input id=\"code\" name=\"code\" inputmode=\"numeric\""
                    + " autocomplete=\"off\" autofocus>"
                    + button("approve", "", "Approve")
                    + refusals()));
  }

  private String card(String choices) {
    StringBuilder details = new StringBuilder();
    details.append(Html.row("Device", push.deviceName() + " (" + push.deviceId() + ")"));
    details.append(Html.row("Shown as", push.displayUsername()));
    details.append(Html.row("From", push.ipAddress()));
    push.pushInfo().forEach((name, value) -> details.append(Html.row(name, value)));
    details.append(Html.row("Time left", secondsLeft() + " s"));
    String kind = push.factor() == Factor.PHONE ? "Call to " : push.type() + " request to ";
    return "<section class=\"card pending\" data-txid=\""
        + Html.escape(push.txid())
        + "\"><h3>"
        + Html.escape(kind + push.user())
        + "</h3><dl>"
        + details
        + "</dl>"
        + choices
        + "</section>";
  }

  private long secondsLeft() {
    return Math.max(0, Duration.between(now, push.expires()).toSeconds());
  }

  private String path() {
    return "/phone/push/" + Html.escape(push.txid());
  }

  private String codeLink() {
    return "<form><a class=\"button\" href=\"" + path() + "\">Enter the code</a></form>";
  }

  private String form(String fields) {
    return "<form method=\"post\" action=\"" + path() + "\">" + fields + "</form>";
  }

  private static String refusals() {
    return button("deny", "deny", "Deny") + button("fraud", "fraud", "Report fraud");
  }

  private static String button(String decision, String style, String text) {
    return "<button name=\"decision\" value=\""
        + decision
        + "\" class=\""
        + style
        + "\">"
        + text
        + "</button>";
  }
}
