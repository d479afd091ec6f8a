package io.github.keycloakduo.mfa;

import java.time.Instant;

/**
 * The offer of a Verified Push that Duo made in its answer to preauth.
 *
 * @param txid binds the push to the code; sent with the push
 * @param code the code that the user has to type into Duo Mobile
 * @param expiresAt the moment from which Duo accepts the pair no more
 */
public record VerifiedPush(String txid, String code, Instant expiresAt) {
  /** Why a login without a page is refused, for the administrator. */
  public static final String NEEDS_A_PAGE =
      "Duo demands a Verified Push, whose code cannot be shown without a page";
}
