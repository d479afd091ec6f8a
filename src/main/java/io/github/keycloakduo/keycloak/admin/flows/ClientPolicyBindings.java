package io.github.keycloakduo.keycloak.admin.flows;

import io.github.keycloakduo.mfa.LogSafeText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.common.Profile;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.idm.ClientPoliciesRepresentation;
import org.keycloak.representations.idm.ClientPolicyRepresentation;
import org.keycloak.representations.idm.ClientProfileRepresentation;
import org.keycloak.representations.idm.ClientProfilesRepresentation;
import org.keycloak.services.clientpolicy.ClientPolicyException;
import org.keycloak.services.clientpolicy.executor.AuthenticationFlowSelectorExecutorFactory;

/**
 * The bindings of the flows that client policies choose for a browser. Such a flow goes before that
 * of the client and of the realm.
 *
 * @see <a href="https://www.keycloak.org/docs/latest/server_admin/#_client_policies">Keycloak
 *     Server Administration Guide: Client Policies</a>
 */
final class ClientPolicyBindings {
  private static final String POLICY = "client_policy:";

  private final KeycloakSession session;
  private final RealmModel realm;
  private final FlowReader reader;

  ClientPolicyBindings(KeycloakSession session, RealmModel realm, FlowReader reader) {
    this.session = session;
    this.realm = realm;
    this.reader = reader;
  }

  Stream<FlowBinding> all() {
    if (!Profile.isFeatureEnabled(Profile.Feature.CLIENT_POLICIES)) {
      return Stream.empty();
    }
    try {
      Map<String, ClientProfileRepresentation> profiles = profiles();
      return policies().stream().flatMap(policy -> of(policy, profiles));
    } catch (ClientPolicyException error) {
      return Stream.of(
          new FlowBinding(
              FlowTree.none(),
              POLICY,
              "",
              "",
              Optional.of(
                  "the client policies of the realm cannot be read: "
                      + LogSafeText.of(error.getErrorDetail()))));
    }
  }

  private Map<String, ClientProfileRepresentation> profiles() throws ClientPolicyException {
    ClientProfilesRepresentation all = session.clientPolicy().getClientProfiles(realm, true);
    return Stream.of(all.getProfiles(), all.getGlobalProfiles())
        .flatMap(Stream::ofNullable)
        .flatMap(List::stream)
        .collect(
            Collectors.toMap(
                ClientProfileRepresentation::getName, Function.identity(), (own, global) -> own));
  }

  private List<ClientPolicyRepresentation> policies() throws ClientPolicyException {
    ClientPoliciesRepresentation all = session.clientPolicy().getClientPolicies(realm, true);
    return Stream.of(all.getPolicies(), all.getGlobalPolicies())
        .flatMap(Stream::ofNullable)
        .flatMap(List::stream)
        .filter(policy -> Boolean.TRUE.equals(policy.isEnabled()))
        // Keycloak never applies one without a condition.
        .filter(policy -> policy.getConditions() != null && !policy.getConditions().isEmpty())
        .toList();
  }

  private Stream<FlowBinding> of(
      ClientPolicyRepresentation policy, Map<String, ClientProfileRepresentation> profiles) {
    return Stream.ofNullable(policy.getProfiles())
        .flatMap(List::stream)
        .map(profiles::get)
        .flatMap(Stream::ofNullable)
        .flatMap(ClientPolicyBindings::flows)
        .distinct()
        // One that does not exist lets nobody in.
        .flatMap(alias -> Stream.ofNullable(realm.getFlowByAlias(alias)))
        .map(
            flow ->
                FlowBinding.of(
                    reader.read(flow),
                    POLICY + policy.getName(),
                    "",
                    "the client policy chooses it for the clients and logins of its conditions"));
  }

  /** Aliases of the flows that the profile chooses. */
  private static Stream<String> flows(ClientProfileRepresentation profile) {
    return Stream.ofNullable(profile.getExecutors())
        .flatMap(List::stream)
        .filter(
            executor ->
                AuthenticationFlowSelectorExecutorFactory.PROVIDER_ID.equals(
                    executor.getExecutorProviderId()))
        .flatMap(executor -> Stream.ofNullable(executor.getConfiguration()))
        .map(
            options ->
                options.path(AuthenticationFlowSelectorExecutorFactory.AUTH_FLOW_ALIAS).asText())
        .filter(alias -> !alias.isBlank());
  }
}
