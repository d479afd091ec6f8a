package io.github.keycloakduo.keycloak.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.policy.SelfService;
import io.github.keycloakduo.settings.AllowedRoutes;
import io.github.keycloakduo.settings.ConfigResult;
import io.github.keycloakduo.settings.DuoMfaSettings;
import io.github.keycloakduo.settings.SettingsParser;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.userprofile.config.UPConfig;
import org.keycloak.representations.userprofile.config.UPConfig.UnmanagedAttributePolicy;
import org.keycloak.userprofile.UserProfileProvider;

class SelfServiceReaderTest {
  private final List<IdentityProviderModel> brokers = new ArrayList<>();
  private final Map<String, List<AuthenticationExecutionModel>> flows = new HashMap<>();
  private final Map<String, AuthenticatorConfigModel> configs = new HashMap<>();
  private final List<ComponentModel> mappers = new ArrayList<>();
  private boolean renaming;
  private boolean registration;
  private UnmanagedAttributePolicy unmanaged = UnmanagedAttributePolicy.ENABLED;

  private @Nullable Object realm(String method, Object argument) {
    return switch (method) {
      case "isEditUsernameAllowed" -> renaming;
      case "isRegistrationAllowed" -> registration;
      case "getIdentityProvidersStream" -> brokers.stream();
      case "getFirstBrokerLoginFlow" -> flow("first");
      case "getAuthenticationFlowById" -> flow((String) argument);
      case "getAuthenticationExecutionsStream" ->
          flows.getOrDefault((String) argument, List.of()).stream();
      case "getAuthenticatorConfigById" -> configs.get((String) argument);
      case "getId" -> "realm";
      case "getComponentsStream" ->
          argument.equals("realm")
              ? List.of(component("corp", "ldap", Map.of("editMode", "WRITABLE"))).stream()
              : mappers.stream();
      default -> throw new UnsupportedOperationException(method);
    };
  }

  private SelfService read(DuoMfaSettings settings) {
    UPConfig profile = new UPConfig();
    profile.setAttributes(new ArrayList<>());
    profile.setUnmanagedAttributePolicy(unmanaged);
    UserProfileProvider profiles = fake(UserProfileProvider.class, (method, argument) -> profile);
    KeycloakSession session = fake(KeycloakSession.class, (method, argument) -> profiles);
    return new SelfServiceReader(session, fake(RealmModel.class, this::realm)).read(settings);
  }

  private interface Answer {
    @Nullable Object to(String method, Object argument);
  }

  private static <T> T fake(Class<T> type, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                answer.to(method.getName(), arguments == null ? "" : arguments[0])));
  }

  private static AuthenticationFlowModel flow(String id) {
    AuthenticationFlowModel flow = new AuthenticationFlowModel();
    flow.setId(id);
    return flow;
  }

  private static AuthenticationExecutionModel step(Requirement requirement, String config) {
    AuthenticationExecutionModel step = new AuthenticationExecutionModel();
    step.setAuthenticator("idp-review-profile");
    step.setRequirement(requirement);
    step.setAuthenticatorConfig(config);
    return step;
  }

  private static AuthenticationExecutionModel subFlow(Requirement requirement, String id) {
    AuthenticationExecutionModel flow = new AuthenticationExecutionModel();
    flow.setAuthenticatorFlow(true);
    flow.setFlowId(id);
    flow.setRequirement(requirement);
    return flow;
  }

  private void reviews(String when) {
    AuthenticatorConfigModel config = new AuthenticatorConfigModel();
    config.setConfig(Map.of("update.profile.on.first.login", when));
    configs.put("when", config);
  }

  private void broker(String alias, boolean enabled, boolean linkOnly) {
    IdentityProviderModel broker = new IdentityProviderModel();
    broker.setAlias(alias);
    broker.setEnabled(enabled);
    broker.setLinkOnly(linkOnly);
    brokers.add(broker);
  }

  private static ComponentModel component(String name, String kind, Map<String, String> config) {
    ComponentModel component = new ComponentModel();
    component.setId("id of " + name);
    component.setName(name);
    component.setProviderId(kind);
    MultivaluedHashMap<String, String> values = new MultivaluedHashMap<>();
    config.forEach(values::putSingle);
    component.setConfig(values);
    return component;
  }

  private static DuoMfaSettings settings(String... more) {
    Map<String, String> options = new HashMap<>();
    options.put("duo.ikey", "DIAAAAAAAAAAAAAAAAAA");
    options.put("duo.skey", "0123456789012345678901234567890123456789");
    options.put("duo.host", "api-1.duosecurity.com");
    for (int i = 0; i < more.length; i += 2) {
      options.put(more[i], more[i + 1]);
    }
    ConfigResult parsed =
        new SettingsParser(AllowedRoutes.DEFAULT).parse(options, none -> Optional.empty());
    assertThat(parsed).isInstanceOf(ConfigResult.Valid.class);
    return ((ConfigResult.Valid) parsed).settings();
  }

  @Test
  void findsNothingInARealmThatLeavesNothingToItsUsers() {
    assertThat(read(settings())).isEqualTo(SelfService.NONE);
  }

  @Test
  void findsRenamingAndRegistration() {
    renaming = true;
    assertThat(read(settings()).renaming()).isTrue();
    assertThat(read(settings()).registration()).isFalse();
    registration = true;
    assertThat(read(settings()).registration()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"missing,true", "on,true", "off,false"})
  void findsTheReviewOfAProfileHoweverDeepItIs(String when, boolean found) {
    reviews(when);
    broker("partner", true, false);
    flows.put("first", List.of(subFlow(Requirement.REQUIRED, "inner")));
    flows.put("inner", List.of(step(Requirement.REQUIRED, "when")));

    assertThat(read(settings()).brokers()).isEqualTo(found ? Set.of("partner") : Set.of());
  }

  @Test
  void findsTheReviewThatHasNoConfiguration() {
    broker("partner", true, false);
    flows.put("first", List.of(step(Requirement.REQUIRED, "gone")));

    assertThat(read(settings()).brokers()).containsExactly("partner");
  }

  @Test
  void findsNoReviewThatIsNeverMade() {
    reviews("on");
    broker("off", false, false);
    broker("linking only", true, true);
    flows.put("first", List.of(step(Requirement.REQUIRED, "when")));
    assertThat(read(settings()).brokers()).isEmpty();

    broker("partner", true, false);
    flows.put(
        "first",
        List.of(step(Requirement.DISABLED, "when"), subFlow(Requirement.DISABLED, "first")));
    assertThat(read(settings()).brokers()).isEmpty();
  }

  @Test
  void endsInAFlowThatHoldsItself() {
    broker("partner", true, false);
    flows.put("first", List.of(subFlow(Requirement.REQUIRED, "first")));

    assertThat(read(settings()).brokers()).isEmpty();
  }

  @Test
  void findsAnLdapAttributeThatUsersCanWrite() {
    DuoMfaSettings settings =
        settings("ldap_server.name", "corp", "usermapping.ldap_server.user_attribute", "duoName");
    assertThat(read(settings).directoryAttribute()).isFalse();

    mappers.add(writing("nick", "DUONAME"));
    assertThat(read(settings).directoryAttribute()).isTrue();
    unmanaged = UnmanagedAttributePolicy.ADMIN_EDIT;
    assertThat(read(settings).directoryAttribute()).isFalse();
    assertThat(read(settings()).directoryAttribute()).isFalse();
  }

  @Test
  void findsTheUserNameWrittenOnlyWhereUsersMayChangeIt() {
    DuoMfaSettings settings =
        settings("ldap_server.name", "corp", "usermapping.ldap_server.user_attribute", "uid");
    mappers.add(writing("username", "uid"));

    assertThat(read(settings).directoryAttribute()).isFalse();
    renaming = true;
    assertThat(read(settings).directoryAttribute()).isTrue();
  }

  private static ComponentModel writing(String from, String to) {
    return component(
        from,
        "user-attribute-ldap-mapper",
        Map.of("user.model.attribute", from, "ldap.attribute", to));
  }
}
