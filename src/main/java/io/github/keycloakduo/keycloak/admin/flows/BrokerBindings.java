package io.github.keycloakduo.keycloak.admin.flows;

import io.github.keycloakduo.keycloak.runtime.BrokeredLogins;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.RealmModel;

/**
 * The bindings of the flows that run after a login at an identity provider. The first-login flow is
 * run once for each user, so that only a post-login flow can ask at every login.
 */
final class BrokerBindings {
  private static final String FIRST = "first_broker_login:";
  private static final String POST = "post_broker_login:";

  private final RealmModel realm;
  private final FlowReader reader;

  BrokerBindings(RealmModel realm, FlowReader reader) {
    this.realm = realm;
    this.reader = reader;
  }

  Stream<FlowBinding> all() {
    return realm.getIdentityProvidersStream().filter(BrokeredLogins::isOfferedBy).flatMap(this::of);
  }

  private Stream<FlowBinding> of(IdentityProviderModel provider) {
    Optional<AuthenticationFlowModel> post = byId(provider.getPostBrokerLoginFlowId());
    if (post.isPresent()) {
      return Stream.of(FlowBinding.of(reader.read(post.get()), POST + provider.getAlias(), "", ""));
    }
    AuthenticationFlowModel own =
        byId(provider.getFirstBrokerLoginFlowId()).orElse(realm.getFirstBrokerLoginFlow());
    FlowTree first = own == null ? FlowTree.none() : reader.read(own);
    Optional<String> bypass =
        MfaBypass.reason(first.nodes())
            .map(reason -> "there is no post-login flow, and at the first login " + reason);
    String every =
        "there is no post-login flow; the first-login flow is run only once for each user";
    return Stream.of(
        new FlowBinding(
            first, FIRST + provider.getAlias(), "", "", bypass.or(() -> Optional.of(every))));
  }

  private Optional<AuthenticationFlowModel> byId(@Nullable String id) {
    return Optional.ofNullable(id).map(realm::getAuthenticationFlowById);
  }
}
