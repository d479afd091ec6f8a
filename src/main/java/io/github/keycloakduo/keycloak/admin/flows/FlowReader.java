package io.github.keycloakduo.keycloak.admin.flows;

import io.github.keycloakduo.keycloak.runtime.ProviderIds;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.authenticators.conditional.ConditionalAuthenticatorFactory;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** A reader of Keycloak's flows as trees. */
final class FlowReader {
  private static final Set<String> DUO = Set.of(ProviderIds.BROWSER, ProviderIds.DIRECT_GRANT);
  private static final String DENY = "deny-access-authenticator";

  /** A session that exists already, and the ways to identity providers. */
  private static final Set<String> ELSEWHERE =
      Set.of("auth-cookie", "identity-provider-redirector", "organization");

  private static final String FORM_FLOW = "form-flow";

  /** Deeper ones do not come from the admin console, and a cycle must end. */
  private static final int MAX_DEPTH = 20;

  private final KeycloakSession session;
  private final RealmModel realm;
  private final Function<AuthenticatorConfigModel, Optional<StepExemption>> exemptions;

  /**
   * For a realm.
   *
   * @param exemptions the doubtful one in the configuration of a Duo step
   */
  FlowReader(
      KeycloakSession session,
      RealmModel realm,
      Function<AuthenticatorConfigModel, Optional<StepExemption>> exemptions) {
    this.session = session;
    this.realm = realm;
    this.exemptions = exemptions;
  }

  FlowTree read(AuthenticationFlowModel flow) {
    return new FlowTree(flow.getAlias(), nodes(flow.getId(), 0));
  }

  private List<Node> nodes(String flowId, int depth) {
    return depth > MAX_DEPTH
        ? List.of()
        : realm
            .getAuthenticationExecutionsStream(flowId)
            .map(execution -> node(execution, depth))
            .toList();
  }

  private Node node(AuthenticationExecutionModel execution, int depth) {
    Requirement requirement =
        Optional.ofNullable(execution.getRequirement()).orElse(Requirement.DISABLED);
    if (!execution.isAuthenticatorFlow()) {
      return step(execution.getAuthenticator(), requirement, execution.getAuthenticatorConfig());
    }
    AuthenticationFlowModel flow = realm.getAuthenticationFlowById(execution.getFlowId());
    if (flow == null || FORM_FLOW.equals(flow.getProviderId())) {
      return step(execution.getAuthenticator(), requirement, null);
    }
    return new Node.SubFlow(flow.getAlias(), requirement, nodes(flow.getId(), depth + 1));
  }

  private Node step(@Nullable String provider, Requirement requirement, @Nullable String config) {
    String id = provider == null ? "" : provider;
    Node.Kind kind = kind(id);
    Optional<String> configId = Optional.ofNullable(config);
    return new Node.Step(
        id,
        requirement,
        kind,
        configId,
        configId
            .filter(known -> kind == Node.Kind.DUO)
            .map(realm::getAuthenticatorConfigById)
            .flatMap(exemptions));
  }

  private Node.Kind kind(String provider) {
    if (DUO.contains(provider)) {
      return Node.Kind.DUO;
    }
    if (provider.equals(DENY)) {
      return Node.Kind.BARRIER;
    }
    if (ELSEWHERE.contains(provider)) {
      return Node.Kind.ELSEWHERE;
    }
    boolean condition =
        session.getKeycloakSessionFactory().getProviderFactory(Authenticator.class, provider)
            instanceof ConditionalAuthenticatorFactory;
    return condition ? Node.Kind.CONDITION : Node.Kind.OTHER;
  }
}
