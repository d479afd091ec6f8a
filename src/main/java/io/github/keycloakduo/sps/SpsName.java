package io.github.keycloakduo.sps;

import io.github.keycloakduo.settings.SettingKey;

/**
 * A key by a name of the original.
 *
 * @param renamed whether it is another name than that of its parameter reference
 */
record SpsName(SettingKey key, boolean renamed) {}
