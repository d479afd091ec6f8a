package io.github.keycloakduo.grace;

/**
 * A hash of the cookie of a browser, for the store: it cannot be turned back into a cookie.
 *
 * @param value 64 hexadecimal digits
 */
public record DeviceHash(String value) {}
