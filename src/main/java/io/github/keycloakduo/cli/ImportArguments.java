package io.github.keycloakduo.cli;

/**
 * The arguments of the command {@code import}.
 *
 * @param file a path
 * @param alias for the names of vault entries; may be empty
 * @param config which configuration of the file is meant; may be empty
 * @param allowedHosts as the server option has them; may be empty
 * @param allowedProxies the same
 * @param json whether only programs shall read the result
 */
record ImportArguments(
    Kind kind,
    String file,
    String alias,
    String config,
    String allowedHosts,
    String allowedProxies,
    boolean json) {
  /** The products whose configurations can be imported. */
  enum Kind {
    SPS,
    INSTIPOD
  }
}
