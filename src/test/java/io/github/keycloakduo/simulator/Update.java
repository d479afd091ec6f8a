package io.github.keycloakduo.simulator;

import java.util.LinkedHashMap;
import java.util.Map;

/** One state of an authentication: Duo's result, status and text for the user. */
record Update(String result, String status, String message) {

  static final Update ALLOW = new Update("allow", "allow", "Success. Logging you in...");
  static final Update DENY = new Update("deny", "deny", "Login request denied.");
  static final Update FRAUD = new Update("deny", "fraud", "Login request reported as fraudulent.");
  static final Update TIMEOUT = new Update("deny", "timeout", "Login timed out.");
  static final Update BYPASS = new Update("allow", "bypass", "Success. Logging you in...");
  static final Update SMS_SENT = new Update("deny", "sent", "New SMS passcodes sent.");
  static final Update LOCKED_OUT = new Update("deny", "locked_out", Texts.ACCOUNT_DISABLED);
  static final Update DISABLED = new Update("deny", "deny", Texts.ACCOUNT_DISABLED);
  static final Update WRONG_PASSCODE =
      new Update("deny", "deny", "Incorrect passcode. Please try again.");
  static final Update USED_PASSCODE =
      new Update(
          "deny",
          "deny",
          "This passcode has already been used. Please generate a new passcode and try again.");
  static final Update ANSWERED =
      new Update("waiting", "answered", "Press any key on your phone to log in.");

  static Update pushed() {
    return new Update("waiting", "pushed", "Pushed a login request to your device...");
  }

  static Update pushed(String verificationCode) {
    return new Update(
        "waiting",
        "pushed",
        "Please enter verification code " + verificationCode + " into Duo Mobile...");
  }

  static Update calling(Device device) {
    return new Update("waiting", "calling", "Dialing " + device.number() + "...");
  }

  boolean isFinal() {
    return !result.equals("waiting");
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("result", result);
    json.put("status", status);
    json.put("status_msg", message);
    return json;
  }
}
