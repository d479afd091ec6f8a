package io.github.keycloakduo.policy;

import java.util.List;

/**
 * The attribute of the Keycloak user that {@code usermapping.user_attribute} names.
 *
 * @param values as they are stored; none if the user does not have it
 * @param editable whether users may edit it themselves
 */
public record UserAttribute(List<String> values, boolean editable) {
  public UserAttribute {
    values = List.copyOf(values);
  }
}
