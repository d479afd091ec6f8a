package io.github.keycloakduo.settings;

import java.util.Set;

/**
 * The rights of gateways that log users in without a browser (keys {@code gateway.*}).
 *
 * @param otpInUsername whether a user name may carry a passcode and answers
 * @param clients ids of the confidential clients that are trusted to say where a user comes from,
 *     and to send such names
 * @param maxWaiting calls that may wait for a push at once on a node; 0 for a fifth of the worker
 *     pool
 */
public record GatewaySettings(boolean otpInUsername, Set<String> clients, int maxWaiting) {
  /** Nothing is trusted. */
  public static final GatewaySettings NONE = new GatewaySettings(false, Set.of(), 0);

  public GatewaySettings {
    clients = Set.copyOf(clients);
  }
}
