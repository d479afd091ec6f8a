package io.github.keycloakduo.challenge;

/** How often a user may be contacted, and how often he may be wrong. */
public record Quotas(ContactQuota contacts, GuessQuota guesses) {}
