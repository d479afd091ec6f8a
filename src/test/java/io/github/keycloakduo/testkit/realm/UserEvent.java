package io.github.keycloakduo.testkit.realm;

import java.util.Map;

/** A stored user event; what the event does not carry is empty. */
public record UserEvent(
    String type, String error, String userId, String ipAddress, Map<String, String> details) {}
