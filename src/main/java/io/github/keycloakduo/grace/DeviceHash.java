package io.github.keycloakduo.grace;

/**
 * What a store knows of a browser: a hash of its cookie, which cannot be turned back into one.
 *
 * @param value 64 hexadecimal digits
 */
public record DeviceHash(String value) {}
