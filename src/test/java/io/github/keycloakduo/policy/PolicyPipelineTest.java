package io.github.keycloakduo.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.settings.DuoMfaSettings;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class PolicyPipelineTest {
  private static final GraceLookup.Answer HOLDS = new GraceLookup.Answer.Holds("one of 5 uses");

  private static final BreakGlassLookup.Answer BREAK_GLASS =
      new BreakGlassLookup.Answer.Holds("granted by admin");

  /** Everything is configured, so that each step can decide. */
  private static final DuoMfaSettings ALL =
      Rules.withGroups(
          "no_user",
          "admins",
          "whitelist.user_list.name",
          "/ops",
          "authentication_cache.reuse_limit",
          "5",
          "authentication_cache.soft_timeout",
          "15",
          "authentication_cache.hard_timeout",
          "90",
          "usermapping.ldap_server.user_attribute",
          "mail",
          "usermapping.explicit",
          "[{\"key\":\"mapped\",\"value\":\"M\"}]",
          "connection_limit.limit",
          "3",
          "network.exempt",
          "10.0.0.0/8##2001:db8::/32",
          "network.require",
          "10.1.0.0/16##198.51.100.0/24");

  /** Addresses by what the networks of {@link #ALL} say of them. */
  enum From {
    ANYWHERE("192.0.2.1", false, false),
    EXEMPT("10.2.0.1", true, false),
    EXEMPT_IPV6("2001:db8::1", true, false),
    REQUIRED("198.51.100.7", false, true),
    BOTH("10.1.255.255", true, true),
    UNKNOWN("", false, true);

    private final String address;
    private final boolean exempt;
    private final boolean required;

    From(String address, boolean exempt, boolean required) {
      this.address = address;
      this.exempt = exempt;
      this.required = required;
    }

    void of(Login login) {
      if (this == UNKNOWN) {
        login.fromNowhere();
      } else {
        login.from(address);
      }
    }
  }

  @Example
  void tellsTheDuoNameAlsoWhereItIsNotAskedFor() {
    Login exempt = Login.by("mapped").userGroup(GroupMembership.MEMBER);
    assertThat(exempt.ends(ALL)).isEqualTo("exempt_user");
    assertThat(exempt.identityBy(ALL)).isEqualTo("M");
    assertThat(exempt.graceLooks + exempt.graceUses + exempt.roomLooks).isZero();

    assertThat(Login.by("other").ldapAttribute("O").identityBy(ALL)).isEqualTo("O");
    assertThat(Login.by("other").identityBy(ALL)).isEmpty();
    assertThat(
            Login.by("al")
                .attribute(true, "bob")
                .identityBy(Rules.of("usermapping.user_attribute", "duoName")))
        .isEmpty();
  }

  @Property
  void isDecidedByTheFirstStepThatCan(
      @ForAll boolean named,
      @ForAll boolean breakGlass,
      @ForAll boolean listed,
      @ForAll boolean inGroup,
      @ForAll boolean grace,
      @ForAll boolean mapped,
      @ForAll boolean room,
      @ForAll RequiredAssurance assurance,
      @ForAll From from) {
    Login login = Login.by(named ? mapped ? "mapped" : "other" : " ");
    login.userGroup(listed ? GroupMembership.MEMBER : GroupMembership.NOT_MEMBER);
    login.memberOf(inGroup ? new String[] {"admins"} : new String[0]);
    login.demanding(assurance);
    if (breakGlass) {
      login.breakGlass(BREAK_GLASS);
    }
    if (grace) {
      login.grace(HOLDS);
    }
    if (!room) {
      login.crowded();
    }
    from.of(login);

    boolean noStepUp = assurance != RequiredAssurance.STEP_UP;
    boolean exemptions = noStepUp && !from.required;
    boolean asksGrace = assurance == RequiredAssurance.ANY && !from.required;
    String expected =
        !named
            ? "mapping_error"
            : (noStepUp && breakGlass) || (exemptions && listed)
                ? "exempt_user"
                : exemptions && inGroup
                    ? "exempt_group"
                    : exemptions && from.exempt
                        ? "exempt_network"
                        : asksGrace && grace
                            ? "grace"
                            : !mapped ? "mapping_error" : room ? "M" : "session_limit";
    assertThat(login.ends(ALL)).isEqualTo(expected);

    boolean decidedBefore =
        (noStepUp && breakGlass) || (exemptions && (listed || inGroup || from.exempt));
    boolean reachedGrace = named && !decidedBefore;
    assertThat(login.graceUses).isEqualTo(reachedGrace && asksGrace ? 1 : 0);
    assertThat(login.graceLooks).isZero();
    assertThat(login.breakGlassLooks).isEqualTo(named && noStepUp ? 1 : 0);
    assertThat(login.roomLooks)
        .isEqualTo(expected.equals("M") || expected.equals("session_limit") ? 1 : 0);
    assertThat(login.queries.size()).isLessThanOrEqualTo(1);
  }

  @Example
  void reportsEveryStepUntilTheDecision() {
    PolicyDecision decision = Login.by("mapped").memberOf("admins").under(ALL);
    assertThat(decision.trace().steps())
        .extracting(StepReport::decision)
        .containsExactly(
            StepReport.Decision.GO_ON,
            StepReport.Decision.GO_ON,
            StepReport.Decision.LET_IN,
            StepReport.Decision.SKIPPED,
            StepReport.Decision.SKIPPED,
            StepReport.Decision.SKIPPED,
            StepReport.Decision.SKIPPED);
    assertThat(((PolicyDecision.Allow) decision).reason())
        .isEqualTo("the user belongs to \"admins\"");
  }

  @Example
  void saysWhoseBreakGlassItWas() {
    PolicyDecision.Allow allow =
        (PolicyDecision.Allow) Login.by("mapped").breakGlass(BREAK_GLASS).under(ALL);

    assertThat(allow.breakGlass()).isTrue();
    assertThat(allow.reason()).isEqualTo("granted by admin");
    assertThat(allow.trace().steps().get(1))
        .isEqualTo(
            new StepReport(LoginStep.USER_LIST, StepReport.Decision.LET_IN, "granted by admin"));
    PolicyDecision listed = Login.by("mapped").userGroup(GroupMembership.MEMBER).under(ALL);
    assertThat(((PolicyDecision.Allow) listed).breakGlass()).isFalse();
  }

  @Example
  void goesOnAndWarnsWhenBreakGlassCannotBeRead() {
    Login login =
        Login.by("mapped").memberOf().breakGlass(new BreakGlassLookup.Answer.Unavailable());

    assertThat(login.ends(ALL)).isEqualTo("M");
    assertThat(login.under(ALL).trace().warnings())
        .containsExactly(
            new StepWarning(LoginStep.USER_LIST, "break-glass cannot be read; it exempts nobody"));
  }

  @Example
  void saysWhyANetworkDecides() {
    assertThat(network(Login.by("mapped").memberOf().from("10.2.0.1")))
        .isEqualTo("network.exempt has the address of the client, by 10.0.0.0/8");
    assertThat(network(Login.by("mapped").memberOf("admins").from("10.1.0.1")))
        .isEqualTo("network.require has the address of the client, by 10.1.0.0/16");
    assertThat(network(Login.by("mapped").fromNowhere()))
        .isEqualTo("the address of the client is unknown, which counts as one of network.require");
    assertThat(network(Login.by("mapped").memberOf()))
        .isEqualTo("no configured network has the address of the client");
    assertThat(network(Login.by("mapped").from("10.2.0.1").demanding(RequiredAssurance.STEP_UP)))
        .isEqualTo("a step-up exempts nobody");
    assertThat(network(Login.by("a").fromNowhere(), Rules.of("network.exempt", "::/0")))
        .isEqualTo("the address of the client is unknown");
    assertThat(network(Login.by("a"), Rules.of())).isEqualTo("no network is configured");
  }

  private static String network(Login login) {
    return network(login, ALL);
  }

  private static String network(Login login, DuoMfaSettings settings) {
    return login.under(settings).trace().steps().stream()
        .filter(report -> report.step() == LoginStep.NETWORK)
        .map(StepReport::reason)
        .findFirst()
        .orElseThrow();
  }

  @Example
  void looksUpNoGroupsWhereANetworkRequiresAFactor() {
    Login login = Login.by("other").ldapAttribute("O").from("198.51.100.7");
    assertThat(login.ends(ALL)).isEqualTo("O");
    assertThat(login.queries).singleElement().satisfies(q -> assertThat(q.groups()).isEmpty());
  }

  @Example
  void explainsWithoutAUse() {
    Login login = Login.by("mapped").memberOf().grace(HOLDS);
    assertThat(login.explainedBy(ALL)).isEqualTo(login.under(ALL));
    assertThat(login.graceLooks).isEqualTo(1);
    assertThat(login.graceUses).isEqualTo(1);
  }

  /** D13: a web page can make a browser send such a request without the user's knowledge. */
  @Example
  void usesNoGraceForAPassiveRequest() {
    Login login = Login.by("mapped").memberOf().passive().grace(HOLDS);

    assertThat(login.under(ALL)).isInstanceOf(PolicyDecision.AskDuo.class);
    assertThat(login.graceUses + login.graceLooks).isZero();
  }

  @Example
  void goesOnAndWarnsWhenGraceCannotBeRead() {
    Login login =
        Login.by("mapped")
            .memberOf()
            .grace(new GraceLookup.Answer.Unavailable("the database is down"));
    assertThat(login.ends(ALL)).isEqualTo("M");
    assertThat(login.under(ALL).trace().warnings())
        .containsExactly(
            new StepWarning(LoginStep.GRACE, "authentication_cache: the database is down"));
  }

  @Example
  void asksNeitherGraceNorRoomWhereNoneIsConfigured() {
    Login login = Login.by("a").grace(HOLDS).crowded();
    assertThat(login.ends(Rules.of())).isEqualTo("a");
    assertThat(login.graceUses + login.roomLooks + login.queries.size()).isZero();
    DuoMfaSettings ending =
        Rules.of("connection_limit.limit", "1", "connection_limit.action", "end_oldest");
    assertThat(login.ends(ending)).isEqualTo("a");
    assertThat(login.roomLooks).isZero();
  }

  @Example
  void namesItsStepsForScripts() {
    assertThat(List.of(LoginStep.values()))
        .extracting(LoginStep::id)
        .containsExactly(
            "name",
            "user_list",
            "ldap_group",
            "network",
            "grace",
            "mapping",
            "session_limit",
            "duo",
            "challenge",
            "questions");
  }
}
