package io.github.keycloakduo.keycloak.step;

import io.github.keycloakduo.keycloak.runtime.ProviderIds;
import java.util.Optional;
import java.util.Set;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.models.utils.DefaultAuthenticationFlows;

/** The kind of an authentication flow, by what is at its other end. */
public enum FlowKind {
  /** A browser, which shows pages to a person. */
  BROWSER,
  /**
   * A program that waits for one answer: a direct grant (RFC 6749, section 4.3), Docker's login,
   * the Enhanced Client or Proxy profile of SAML. To some of them every answer with status 200 is a
   * success, so that a page must never get there.
   */
  PROGRAM;

  private static final Set<String> STEPS_FOR_PROGRAMS =
      Set.of(ProviderIds.DIRECT_GRANT, ProviderIds.DIRECT_GRANT_USERNAME);

  /** How Keycloak calls the path of the token endpoint's flow; older versions give it none. */
  private static final String TOKEN_PATH = "token";

  private static final String DOCKER = "docker-v2";
  private static final Set<String> BINDINGS_OF_PROGRAMS =
      Set.of("direct_grant", "docker", "saml_ecp");

  /** The kind of the flow that is run. */
  public static FlowKind of(AuthenticationFlowContext flow) {
    String path = flow.getFlowPath();
    boolean program =
        path == null
            || path.equals(TOKEN_PATH)
            || DOCKER.equals(flow.getAuthenticationSession().getProtocol())
            || DefaultAuthenticationFlows.SAML_ECP_FLOW.equals(flow.getTopLevelFlow().getAlias());
    return program ? PROGRAM : BROWSER;
  }

  /** The kind of a flow that is bound to this way in, such as {@code direct_grant}. */
  public static FlowKind ofBinding(String boundTo) {
    return BINDINGS_OF_PROGRAMS.contains(boundTo) ? PROGRAM : BROWSER;
  }

  /** What is wrong with a step of this provider in a flow of this kind; empty if nothing is. */
  public Optional<String> problemWith(String provider) {
    if (this == PROGRAM && provider.equals(ProviderIds.BROWSER)) {
      return Optional.of(
          "the step duo-mfa shows pages, and nobody sees a page in this flow; the step for it is"
              + " duo-mfa-direct-grant");
    }
    if (this == BROWSER && STEPS_FOR_PROGRAMS.contains(provider)) {
      return Optional.of(
          "the step "
              + provider
              + " answers programs, and this is the flow of a browser; the step for it is duo-mfa");
    }
    return Optional.empty();
  }
}
