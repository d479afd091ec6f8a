package io.github.keycloakduo.sps;

import java.util.List;

/**
 * A configuration as a file of the SPS plugin.
 *
 * @param text without secrets
 * @param changed the keys whose value another import would not bring back as it is, secrets among
 *     them; in the order of the alphabet
 */
record SpsExport(String text, List<String> changed) {
  SpsExport {
    changed = List.copyOf(changed);
  }
}
