package io.github.keycloakduo.policy;

import io.github.keycloakduo.settings.Mapping;
import java.util.Optional;

/** The changes to a name before and after it is mapped. Each of them is idempotent. */
record NameTransform(boolean ignoresUpnSuffix, Optional<String> domain) {
  static NameTransform of(Mapping mapping) {
    return new NameTransform(mapping.ignoreUpnSuffix(), mapping.appendDomain());
  }

  /** Without what follows the first at sign, if that is to be ignored. */
  String before(String username) {
    int at = ignoresUpnSuffix ? username.indexOf('@') : -1;
    return at < 0 ? username : username.substring(0, at);
  }

  /** With the domain, unless it is there. */
  String after(String name) {
    return domain.map(text -> "@" + text).filter(end -> !endsIn(name, end)).stream()
        .reduce(name, String::concat);
  }

  private static boolean endsIn(String name, String end) {
    // Character by character, and so the same in every language.
    return name.regionMatches(true, name.length() - end.length(), end, 0, end.length());
  }
}
