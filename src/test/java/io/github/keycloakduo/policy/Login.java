package io.github.keycloakduo.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.ClientIp;
import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.UserDirectory;
import io.github.keycloakduo.mfa.UserDirectory.Groups;
import io.github.keycloakduo.mfa.UserDirectory.Query;
import io.github.keycloakduo.mfa.UserDirectory.Value;
import io.github.keycloakduo.settings.DuoMfaSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One login with everything around it, which also writes down what it was asked. */
final class Login implements UserDirectory, GraceLookup, SessionLimitCheck {
  final List<Query> queries = new ArrayList<>();
  int graceUses;
  int graceLooks;
  int roomLooks;
  private final String username;
  private GroupMembership userGroup = GroupMembership.NOT_MEMBER;
  private Optional<UserAttribute> attribute = Optional.empty();
  private UserDirectory.Answer answer =
      new UserDirectory.Answer.Unavailable("nobody expected to be asked");
  private RequiredAssurance assurance = RequiredAssurance.ANY;
  private Optional<ClientIp> clientIp = ClientIp.parse("192.0.2.1");
  int breakGlassLooks;
  private BreakGlassLookup.Answer breakGlass = new BreakGlassLookup.Answer.Absent();
  private GraceLookup.Answer grace = new GraceLookup.Answer.Absent("there is none");
  private boolean room = true;
  private boolean passive;

  private Login(String username) {
    this.username = username;
  }

  static Login by(String username) {
    return new Login(username);
  }

  Login userGroup(GroupMembership membership) {
    userGroup = membership;
    return this;
  }

  Login attribute(boolean editable, String... values) {
    attribute = Optional.of(new UserAttribute(List.of(values), editable));
    return this;
  }

  Login directory(UserDirectory.Answer says) {
    answer = says;
    return this;
  }

  Login memberOf(String... groups) {
    return directory(found(Optional.empty(), new Groups.Known(Set.of(groups), Set.of())));
  }

  Login ldapAttribute(String value) {
    return directory(
        found(Optional.of(new Value.Text(value)), new Groups.Known(Set.of(), Set.of())));
  }

  static UserDirectory.Answer found(Optional<Value> value, Groups groups) {
    return new UserDirectory.Answer.Found(value, groups);
  }

  Login demanding(RequiredAssurance demanded) {
    assurance = demanded;
    return this;
  }

  Login passive() {
    passive = true;
    return this;
  }

  Login from(String address) {
    clientIp = ClientIp.parse(address);
    assertThat(clientIp).isPresent();
    return this;
  }

  Login fromNowhere() {
    clientIp = Optional.empty();
    return this;
  }

  Login grace(GraceLookup.Answer says) {
    grace = says;
    return this;
  }

  Login breakGlass(BreakGlassLookup.Answer says) {
    breakGlass = says;
    return this;
  }

  Login crowded() {
    room = false;
    return this;
  }

  private PolicyPipeline pipeline(DuoMfaSettings settings) {
    return new PolicyPipeline(settings, this::lookForBreakGlass, this, this);
  }

  private BreakGlassLookup.Answer lookForBreakGlass() {
    breakGlassLooks++;
    return breakGlass;
  }

  PolicyDecision under(DuoMfaSettings settings) {
    PolicyDecision decision = pipeline(settings).decide(facts());
    assertThat(decision.trace().steps())
        .extracting(StepReport::step)
        .containsExactly(
            LoginStep.NAME,
            LoginStep.USER_LIST,
            LoginStep.LDAP_GROUP,
            LoginStep.NETWORK,
            LoginStep.GRACE,
            LoginStep.MAPPING,
            LoginStep.SESSION_LIMIT);
    assertThat(decision.trace().steps()).noneMatch(report -> report.reason().isBlank());
    return decision;
  }

  PolicyDecision explainedBy(DuoMfaSettings settings) {
    return pipeline(settings).explain(facts());
  }

  /** The name that Duo knows; blank if it cannot be told. */
  String identityBy(DuoMfaSettings settings) {
    return pipeline(settings).identity(facts()).map(DuoUsername::name).orElse("");
  }

  /** In one word: the outcome, or the name Duo is asked about. */
  String ends(DuoMfaSettings settings) {
    return under(settings)
        .match(
            allow -> {
              assertThat(allow.outcome().letsIn()).isTrue();
              return allow.outcome().id();
            },
            ask -> ask.identity().name(),
            deny -> {
              assertThat(deny.outcome().letsIn()).isFalse();
              return deny.outcome().id();
            });
  }

  private PolicyFacts facts() {
    return new PolicyFacts(username, userGroup, attribute, this, assurance, clientIp, passive);
  }

  @Override
  public UserDirectory.Answer lookup(Query query) {
    queries.add(query);
    return answer;
  }

  @Override
  public GraceLookup.Answer use() {
    graceUses++;
    return grace;
  }

  @Override
  public GraceLookup.Answer look() {
    graceLooks++;
    return grace;
  }

  @Override
  public boolean hasRoom() {
    roomLooks++;
    return room;
  }
}
