package io.github.keycloakduo.settings;

import java.util.Optional;

/** The way to Duo's server. Two configurations with equal ways share one pool of connections. */
public record DuoConnection(
    HostAndPort host, Optional<HttpsProxy> proxy, Optional<CaCertificates> trust) {}
