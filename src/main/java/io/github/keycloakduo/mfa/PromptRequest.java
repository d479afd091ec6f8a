package io.github.keycloakduo.mfa;

import java.net.URI;

/**
 * One visit of a user to Duo's own page, as both sides remember it.
 *
 * @param identity the user as Duo knows him
 * @param state comes back with the browser; whoever does not bring it did not come from there
 * @param nonce comes back in Duo's signed answer, so that it belongs to this visit
 * @param returnUri where Duo sends the browser back to; the same text throughout
 */
public record PromptRequest(String identity, Secret state, Secret nonce, URI returnUri) {}
