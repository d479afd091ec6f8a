package io.github.keycloakduo.simulator;

/** The switch that takes a simulated Duo out of reach, all but the pages of the phones. */
final class PowerSwitch {
  private volatile boolean off;

  boolean isOff() {
    return off;
  }

  void turnOff(boolean away) {
    off = away;
  }

  /** The switch on the page of the phones, and what it stands at. */
  String render() {
    return off
        ? card(
            "<p class=\"alert\" role=\"status\">Duo is switched off: no login reaches it.</p>",
            "on",
            "Switch Duo on")
        : card("<p class=\"soft\">Duo is switched on.</p>", "off", "Switch Duo off");
  }

  private static String card(String state, String power, String text) {
    return "<section class=\"card\" id=\"power\">"
        + state
        + "<form method=\"post\" action=\"/phone/power\"><button name=\"power\" value=\""
        + power
        + "\" class=\""
        + (power.equals("off") ? "deny" : "")
        + "\">"
        + text
        + "</button></form></section>";
  }
}
