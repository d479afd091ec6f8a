package io.github.keycloakduo.simulator;

/**
 * One accepted API call: its parameters, the host for links in answers, and what follows the
 * client's departure.
 */
record Call(Params params, String publicHost, Departure departure) {
  /** The host in the tokens of the Universal Prompt. The real one is never on another port. */
  String apiHost() {
    int colon = publicHost.lastIndexOf(':');
    return colon < 0 ? publicHost : publicHost.substring(0, colon);
  }
}
