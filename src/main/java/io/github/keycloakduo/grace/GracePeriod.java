package io.github.keycloakduo.grace;

import java.time.Instant;

/**
 * The times of a grace, and how often it was used.
 *
 * @param grantedAt the MFA itself
 * @param lastUsedAt the latest use; the MFA as long as there is none
 * @param softEnd what a use moves; never after the hard end
 * @param hardEnd what nothing moves
 * @param uses logins it has covered, besides that of the MFA
 */
public record GracePeriod(
    Instant grantedAt, Instant lastUsedAt, Instant softEnd, Instant hardEnd, int uses) {}
