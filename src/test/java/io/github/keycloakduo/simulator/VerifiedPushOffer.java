package io.github.keycloakduo.simulator;

import java.time.Instant;

/** A verification code that preauth handed out, to be used by one push. */
record VerifiedPushOffer(String txid, String userId, String code, Instant expires) {}
