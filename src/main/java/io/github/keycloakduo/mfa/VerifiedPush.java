package io.github.keycloakduo.mfa;

import java.time.Instant;

/**
 * The promise of a Verified Push that Duo gave with preauth.
 *
 * @param txid binds the push to the code; sent with the push
 * @param code what the user has to type into Duo Mobile
 * @param expiresAt after this moment the pair is worthless
 */
public record VerifiedPush(String txid, String code, Instant expiresAt) {}
