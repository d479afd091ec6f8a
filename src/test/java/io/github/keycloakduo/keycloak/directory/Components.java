package io.github.keycloakduo.keycloak.directory;

import java.util.Map;
import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.component.ComponentModel;

/** Components as Keycloak stores them. */
final class Components {
  private Components() {}

  static ComponentModel provider(String name, Map<String, String> config) {
    return component(name, "ldap", config);
  }

  static ComponentModel groupMapper(Map<String, String> config) {
    return component("groups", GroupMapperSettings.PROVIDER_ID, config);
  }

  static ComponentModel component(String name, String kind, Map<String, String> config) {
    ComponentModel model = new ComponentModel();
    model.setId("id of " + name);
    model.setName(name);
    model.setProviderId(kind);
    MultivaluedHashMap<String, String> values = new MultivaluedHashMap<>();
    config.forEach(values::putSingle);
    model.setConfig(values);
    return model;
  }
}
