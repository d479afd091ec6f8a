package io.github.keycloakduo.simulator;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Shows the state, the devices and the good codes of one user. */
final class UserCard {
  private static final int MOST_CODES = 5;

  private final SimulatedUser user;

  UserCard(SimulatedUser user) {
    this.user = user;
  }

  String render() {
    String status = user.status().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    String devices =
        user.devices().stream()
            .map(device -> device.name() + " (" + device.id() + ")")
            .collect(Collectors.joining(", "));
    return "<section class=\"card\" data-user=\""
        + Html.escape(user.name())
        + "\"><h3>"
        + Html.escape(user.name())
        + "</h3><dl>"
        + Html.row("Status", status)
        + Html.row("Devices", devices)
        + codes("Passcodes", "passcode", user.unusedPasscodes())
        + codes("Text message", "sms", user.smsCodes())
        + codes("Bypass codes", "bypass", user.bypassCodes())
        + "</dl></section>";
  }

  private static String codes(String term, String kind, List<String> codes) {
    if (codes.isEmpty()) {
      return "";
    }
    String shown =
        codes.stream()
            .limit(MOST_CODES)
            .map(code -> "<code data-code=\"" + kind + "\">" + Html.escape(code) + "</code>")
            .collect(Collectors.joining());
    return "<dt>" + term + "</dt><dd>" + shown + "</dd>";
  }
}
