package io.github.keycloakduo.authentication;

/**
 * The result of a call to Duo that runs in the background. Each question to Duo has a sealed type
 * of its own for its results; this is what they have in common for those who only hand them on.
 */
public interface ChallengeResult {}
