package io.github.keycloakduo.keycloak.gateway;

import java.util.Locale;

/**
 * The reason of an {@code mfa_required} error: what a gateway has to ask the person for before it
 * repeats the request.
 */
enum MfaRequiredReason {
  OTP("A second factor is required", "Type one-time password:"),
  QUESTION("An answer is required", ""),
  SMS_SENT("A passcode was sent by text message", "Enter passcode from text message:"),
  PASSCODE_USED(
      "The passcode has been used before", "This passcode has already been used. Enter a new one:");

  private final String description;
  private final String prompt;

  MfaRequiredReason(String description, String prompt) {
    this.description = description;
    this.prompt = prompt;
  }

  /** The fixed word, such as {@code sms_sent}. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  String description() {
    return description;
  }

  /** What to show where nothing else is configured. */
  String prompt() {
    return prompt;
  }
}
