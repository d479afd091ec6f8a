package io.github.keycloakduo.simulator;

/**
 * One accepted API call: its parameters, the host for links in answers, and what follows the
 * client's departure.
 */
record Call(Params params, String publicHost, Departure departure) {}
