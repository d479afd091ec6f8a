package io.github.keycloakduo.importing;

import java.util.Locale;

/** The actions of the report: what became of an option of a file. */
public enum Action {
  /** It is in the configuration under the name it had. */
  TAKEN,
  /** It is in the configuration, and is called or written differently here. */
  RENAMED,
  /** Its value belongs into the vault. */
  VAULT,
  /** Somebody has to look after it. */
  TODO,
  /** Neither the original nor this product has it. */
  UNKNOWN;

  /** The word of the report. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
