package io.github.keycloakduo.settings;

import java.util.Optional;

/** The route to Duo's server. Configurations with equal routes share a pool of connections. */
public record DuoConnection(
    HostAndPort host, Optional<HttpsProxy> proxy, Optional<CaCertificates> trust) {}
