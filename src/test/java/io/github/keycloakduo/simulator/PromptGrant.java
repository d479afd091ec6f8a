package io.github.keycloakduo.simulator;

import java.util.Map;

/**
 * What a code stands for.
 *
 * @param result {@code allow} or {@code deny}
 * @param context what the token will say of the way it was confirmed
 */
record PromptGrant(PromptRequest request, String result, Map<String, Object> context) {}
