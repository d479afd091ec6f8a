package io.github.keycloakduo.grace;

import java.time.Instant;
import java.util.Optional;

/**
 * A grace as an administrator may see it.
 *
 * @param clientIp as it is stored
 * @param config alias of the configuration
 * @param browser what kind of browser the MFA was shown in
 * @param uses logins it has covered, besides that of the MFA
 * @param expiresAt the end if it is not used again
 */
public record GraceGrant(
    String userId,
    String clientIp,
    String config,
    Optional<String> browser,
    Instant grantedAt,
    Instant lastUsedAt,
    int uses,
    Instant expiresAt) {}
