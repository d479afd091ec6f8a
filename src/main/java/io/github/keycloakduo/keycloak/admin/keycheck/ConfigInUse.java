package io.github.keycloakduo.keycloak.admin.keycheck;

import io.github.keycloakduo.settings.ConfigResult;

/** A configuration that a flow in use refers to, with its settings. */
record ConfigInUse(ConfigReference reference, ConfigResult settings) {}
