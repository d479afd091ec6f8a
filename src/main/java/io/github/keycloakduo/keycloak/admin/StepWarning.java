package io.github.keycloakduo.keycloak.admin;

import io.github.keycloakduo.policy.LoginStep;
import java.util.List;
import java.util.Map;

/**
 * A warning about a step of a login.
 *
 * @param sentence for the administrator
 */
record StepWarning(LoginStep step, String sentence) {
  /** The beginnings of the keys with which warnings begin, by the step that they concern. */
  private static final Map<LoginStep, String> KEYS =
      Map.of(
          LoginStep.USER_LIST, "whitelist.user_list",
          LoginStep.LDAP_GROUP, "whitelist.ldap_server_group",
          LoginStep.GRACE, "authentication_cache",
          LoginStep.MAPPING, "usermapping");

  /**
   * Assigns warnings to steps by the key with which they begin, since the rules give sentences
   * only. A warning about no step is left out.
   */
  static List<StepWarning> of(List<String> sentences) {
    return sentences.stream()
        .flatMap(
            sentence ->
                KEYS.entrySet().stream()
                    .filter(key -> sentence.startsWith(key.getValue()))
                    .map(key -> new StepWarning(key.getKey(), sentence)))
        .toList();
  }
}
