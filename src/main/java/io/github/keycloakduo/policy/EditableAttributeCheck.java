package io.github.keycloakduo.policy;

import io.github.keycloakduo.mfa.LogSafeText;
import io.github.keycloakduo.settings.Mapping;
import java.util.Optional;

/**
 * The check for a mapping by an attribute that users may edit, and so choose whose phone is asked.
 */
public final class EditableAttributeCheck {
  private EditableAttributeCheck() {}

  /**
   * The problem with {@code usermapping.user_attribute}, if there is one.
   *
   * @param editable whether users may edit it themselves
   */
  public static Optional<String> problem(Mapping mapping, boolean editable) {
    return mapping
        .userAttribute()
        .filter(name -> editable)
        .map(
            name ->
                "usermapping.user_attribute: invalid value \""
                    + LogSafeText.of(name)
                    + "\", since users may edit it: expected an attribute that only"
                    + " administrators may edit");
  }
}
