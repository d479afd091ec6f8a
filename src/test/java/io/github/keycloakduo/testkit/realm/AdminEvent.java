package io.github.keycloakduo.testkit.realm;

/** A stored admin event; what the event does not carry is empty. */
public record AdminEvent(
    String operation,
    String resourceType,
    String resourcePath,
    String representation,
    String error) {}
