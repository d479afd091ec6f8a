package io.github.keycloakduo.grace;

import java.time.Instant;

/**
 * A grace as an administrator may see it.
 *
 * @param clientIp as it is stored
 * @param config alias of the configuration
 * @param uses logins it has covered, besides that of the MFA
 * @param expiresAt the end if it is not used again
 */
public record GraceGrant(
    String userId,
    String clientIp,
    String config,
    Instant grantedAt,
    Instant lastUsedAt,
    int uses,
    Instant expiresAt) {}
