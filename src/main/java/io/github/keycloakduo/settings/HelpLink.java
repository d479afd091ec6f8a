package io.github.keycloakduo.settings;

import java.net.URI;
import java.util.Optional;

/**
 * The help that pages offer where a login ends or is blocked ({@code help}).
 *
 * @param url an https address; without one the text is shown as it is
 * @param text the administrator's own; without one the link has a text of the theme
 */
public record HelpLink(Optional<URI> url, Optional<String> text) {
  public static final HelpLink NONE = new HelpLink(Optional.empty(), Optional.empty());
}
