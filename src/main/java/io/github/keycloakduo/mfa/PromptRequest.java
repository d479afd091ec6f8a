package io.github.keycloakduo.mfa;

import java.net.URI;

/**
 * An authorization request to the Universal Prompt, kept until the browser returns.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#AuthRequest">OpenID Connect
 *     Core, section 3.1.2.1: state, nonce, redirect_uri</a>
 * @param identity the name by which Duo knows the user
 * @param state comes back with the browser and binds the answer to this request
 * @param nonce comes back in Duo's ID token and binds the token to this request
 * @param returnUri the redirect URI; the code is exchanged with exactly the same text
 */
public record PromptRequest(String identity, Secret state, Secret nonce, URI returnUri) {}
