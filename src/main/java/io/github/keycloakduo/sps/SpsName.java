package io.github.keycloakduo.sps;

import io.github.keycloakduo.settings.SettingKey;

/**
 * A name in files of the SPS plugin, and the key it stands for.
 *
 * @param renamed whether it is another name than that of its parameter reference
 */
record SpsName(SettingKey key, boolean renamed) {}
