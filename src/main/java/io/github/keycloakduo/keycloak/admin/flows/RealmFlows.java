package io.github.keycloakduo.keycloak.admin.flows;

import io.github.keycloakduo.keycloak.ciba.ChannelChoice;
import io.github.keycloakduo.keycloak.runtime.DuoServices;
import io.github.keycloakduo.keycloak.runtime.ProviderIds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AuthenticationFlowBindings;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.OrganizationModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.DefaultAuthenticationFlows;
import org.keycloak.organization.OrganizationProvider;
import org.keycloak.protocol.oidc.grants.ciba.channel.AuthenticationChannelProvider;

/** The flows of a realm by which somebody can log in now. */
public final class RealmFlows {
  private final KeycloakSession session;
  private final RealmModel realm;
  private final FlowReader reader;
  private final LoginClients clients;

  private RealmFlows(
      KeycloakSession session,
      RealmModel realm,
      Function<AuthenticatorConfigModel, Optional<StepExemption>> exemptions) {
    this.session = session;
    this.realm = realm;
    this.reader = new FlowReader(session, realm, exemptions);
    this.clients = new LoginClients(realm);
  }

  /** Those that let somebody in without asking Duo, or have a Duo step that must be put right. */
  public static List<OpenFlow> open(
      KeycloakSession session, RealmModel realm, DuoServices services) {
    return new RealmFlows(session, realm, new DoubtfulExemptions(session, services)::of)
        .bindings().stream().flatMap(binding -> binding.open().stream()).toList();
  }

  /** Ids of the configurations of all Duo steps that may be run. */
  public static Set<String> configurations(KeycloakSession session, RealmModel realm) {
    Set<String> used =
        new RealmFlows(session, realm, config -> Optional.empty())
            .bindings().stream()
                .flatMap(binding -> binding.flow().duoConfigs())
                .collect(Collectors.toSet());
    ChannelChoice.alias(session, realm).stream()
        .flatMap(
            ciba ->
                realm
                    .getAuthenticatorConfigsStream()
                    .filter(config -> ciba.equals(config.getAlias())))
        .forEach(config -> used.add(config.getId()));
    return used;
  }

  /** The uses of configurations in all flows of the realm, by flow; whether or not they can run. */
  public static List<ConfigUse> uses(KeycloakSession session, RealmModel realm) {
    FlowReader reader = new FlowReader(session, realm, config -> Optional.empty());
    return realm
        .getAuthenticationFlowsStream()
        .filter(AuthenticationFlowModel::isTopLevel)
        .sorted(Comparator.comparing(AuthenticationFlowModel::getAlias))
        .map(reader::read)
        .flatMap(FlowTree::uses)
        .toList();
  }

  private List<FlowBinding> bindings() {
    List<FlowBinding> bindings = new ArrayList<>();
    add(bindings, realm.getBrowserFlow(), "browser", "");
    List<ClientModel> granting = clients.withDirectGrantOfRealm();
    if (!granting.isEmpty()) {
      add(
          bindings,
          realm.getDirectGrantFlow(),
          AuthenticationFlowBindings.DIRECT_GRANT_BINDING,
          "direct access grants are on for " + LoginClients.names(granting));
    }
    if (realm.isRegistrationAllowed()) {
      add(bindings, realm.getRegistrationFlow(), "registration", "who registers is logged in");
    } else if (invitesByOrganizations()) {
      add(
          bindings,
          realm.getRegistrationFlow(),
          "registration",
          "registration is off, but who is invited to an organization registers and is logged in");
    }
    if (realm.isResetPasswordAllowed()) {
      add(
          bindings,
          realm.getResetCredentialsFlow(),
          "reset_credentials",
          "who resets his password is logged in");
    }
    if (clients.anyOfDocker()) {
      add(bindings, realm.getDockerAuthenticationFlow(), "docker", "");
    }
    if (clients.anyWithEcp()) {
      add(bindings, realm.getFlowByAlias(DefaultAuthenticationFlows.SAML_ECP_FLOW), "saml_ecp", "");
    }
    new BrokerBindings(realm, reader).all().forEach(bindings::add);
    new ClientPolicyBindings(session, realm, reader).all().forEach(bindings::add);
    overrides(bindings, clients.withBrowser(), AuthenticationFlowBindings.BROWSER_BINDING);
    overrides(bindings, clients.withDirectGrant(), AuthenticationFlowBindings.DIRECT_GRANT_BINDING);
    ciba(bindings);
    return bindings;
  }

  private boolean invitesByOrganizations() {
    OrganizationProvider organizations = session.getProvider(OrganizationProvider.class);
    return organizations != null
        && organizations.isEnabled()
        && organizations.getAllStream().anyMatch(OrganizationModel::isEnabled);
  }

  private void add(
      List<FlowBinding> bindings,
      @Nullable AuthenticationFlowModel flow,
      String boundTo,
      String remark) {
    if (flow != null) {
      bindings.add(FlowBinding.of(reader.read(flow), boundTo, "", remark));
    }
  }

  private void overrides(List<FlowBinding> bindings, List<ClientModel> candidates, String binding) {
    for (ClientModel client : candidates) {
      Optional.ofNullable(client.getAuthenticationFlowBindingOverride(binding))
          .map(realm::getAuthenticationFlowById)
          .map(flow -> FlowBinding.of(reader.read(flow), binding, client.getClientId(), ""))
          .ifPresent(bindings::add);
    }
  }

  /** CIBA runs no flow; the channel itself asks, or does not. */
  private void ciba(List<FlowBinding> bindings) {
    if (channel().isEmpty() || asksDuoByCiba()) {
      return;
    }
    for (ClientModel client : clients.withCiba()) {
      bindings.add(
          new FlowBinding(
              FlowTree.none(),
              "ciba",
              client.getClientId(),
              "",
              Optional.of(
                  "the client may use CIBA, which runs no flow, and the authentication channel is "
                      + channel().get()
                      + " instead of "
                      + ProviderIds.CIBA_CHANNEL)));
    }
  }

  private boolean asksDuoByCiba() {
    return channel().filter(ProviderIds.CIBA_CHANNEL::equals).isPresent();
  }

  /** Id of the channel that the server uses; empty if CIBA cannot work. */
  private Optional<String> channel() {
    return Optional.ofNullable(
            session
                .getKeycloakSessionFactory()
                .getProviderFactory(AuthenticationChannelProvider.class))
        .map(factory -> factory.getId());
  }
}
