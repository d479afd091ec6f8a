package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.chaos.ChaosCases;
import io.github.keycloakduo.keycloak.runtime.OccupiedBackground;
import io.github.keycloakduo.keycloak.runtime.SingleUseObjectStoreContract;
import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.Endpoint;
import io.github.keycloakduo.simulator.Fault;
import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.TwoNodes;
import io.github.keycloakduo.testkit.browser.ClientApp;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.database.NeedsPostgres;
import io.github.keycloakduo.testkit.realm.App;
import io.github.keycloakduo.testkit.realm.Gateway;
import io.github.keycloakduo.testkit.realm.GatewayAnswer;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.TestUser;
import io.github.keycloakduo.testkit.server.KeycloakLine;
import io.github.keycloakduo.testkit.server.KeycloakUnderTest;
import io.github.keycloakduo.testkit.server.ServerOptions;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** A login whose requests go now to one node of a cluster and now to another. */
@NeedsPostgres
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class TwoNodesIT {
  private static final Duration SOON = Duration.ofSeconds(60);

  private static final Map<String, String> GRACE = DuoSettings.grace(5);

  private final DuoSimulator duo = DuoSimulator.start();
  private final ClientApp client = ClientApp.start();
  private final TwoNodes nodes;
  private final CibaOnTwoNodes ciba;
  private List<String> secretBeforeRestart = List.of();
  private @Nullable TestRealm current;
  private @Nullable Page enrolling;

  TwoNodesIT() {
    this.nodes = TwoNodes.start(duo, options -> more(options(options)));
    this.ciba = new CibaOnTwoNodes(nodes, duo, client.redirectUri());
  }

  /** The same logins on nodes that have other options, too; called while the object is made. */
  ServerOptions more(ServerOptions options) {
    return options;
  }

  @BeforeEach
  void enrolAlice() {
    duo.reset();
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH);
  }

  @AfterAll
  void stop() {
    nodes.close();
    client.close();
    duo.close();
  }

  @Test
  @Order(1)
  void theOtherNodeSeesTheEndOfThePushAndLetsIn() {
    Page waiting = DuoLogin.press(login().password(), "push");

    moveTo(nodes.second(), waiting);
    assertThat(DuoLogin.isDone(waiting)).isFalse();
    duo.pushes().awaitPending("alice", SOON);
    duo.pushes().approve("alice");

    assertThat(DuoLogin.proceed(waiting).arrived()).isTrue();
    assertThat(duo.requests().count(Endpoint.AUTH)).isEqualTo(1);
  }

  @Test
  @Order(1)
  void theOtherNodeShowsTheEnrolmentAndSeesThePhoneActivated() {
    DuoLogin login =
        login(
            Map.of("duo.unenrolled", "enroll", "username_transform.append_domain", "new.example"));
    Page enrol = login.password();
    String code = DuoLogin.scanned(enrol);

    Page other = DuoLogin.settled(login.password(realm().browser(), nodes.atSecond(realm())));
    assertThat(DuoLogin.scanned(other)).isEqualTo(code);
    moveTo(nodes.second(), enrol);
    assertThat(DuoLogin.isDone(enrol)).isFalse();
    assertThat(duo.scan(code)).isTrue();

    assertThat(DuoLogin.proceed(enrol).has("#kc-duo-form")).isTrue();
    assertThat(DuoLogin.proceed(other).has("#kc-duo-form")).isTrue();
    assertThat(duo.requests().count(Endpoint.ENROLL)).isEqualTo(1);
  }

  /** D5: what one node knows of the user was read before the other one changed it. */
  @Test
  @Order(1)
  void aGatewayCallDoesNotLetInWhoWasDisabledAtTheOtherNode() {
    current = TestRealm.create(nodes.first(), client.redirectUri());
    realm().withDirectGrantStep("duo-mfa-direct-grant", DuoSettings.of(duo));
    TestUser alice = realm().users().create("alice");
    Gateway gateway = new Gateway(nodes.atSecond(realm()), "");

    CompletableFuture<GatewayAnswer> call =
        CompletableFuture.supplyAsync(() -> gateway.call(alice, Map.of()));
    duo.pushes().awaitPending("alice", SOON);
    realm().users().disable(alice);
    duo.pushes().approve("alice");

    assertThat(call.join().error()).as(call.join().toString()).isEqualTo("invalid_grant");
    assertThat(realm().events().user("LOGIN")).isEmpty();
  }

  @Test
  @Order(2)
  void aFormSentToBothNodesAtOnceStartsOnePush() {
    DuoLogin login = login();
    for (int round = 1; round <= 5; round++) {
      Page one = login.password(login.browser());
      Page factor = DuoLogin.settled(one);
      Page other = DuoLogin.settled(login.password());
      moveTo(nodes.second(), other);

      CompletableFuture<Page> here =
          CompletableFuture.supplyAsync(() -> DuoLogin.press(factor, "push"));
      CompletableFuture<Page> there =
          CompletableFuture.supplyAsync(() -> DuoLogin.press(other, "push"));
      List<Page> shown = List.of(here.join(), there.join());
      assertThat(duo.requests().count(Endpoint.AUTH)).isEqualTo(round);

      duo.pushes().awaitPending("alice", SOON);
      duo.pushes().deny("alice");
      // One of both may only have been told that something was begun by the other.
      shown.stream().filter(page -> page.has("#duo-waiting")).forEach(DuoLogin::proceed);
    }
  }

  @Test
  @Order(3)
  void anEarlierMfaCoversExactlyAsManyLoginsAsTheLimitAllows() {
    DuoLogin login = login(GRACE);
    assertThat(approvedByPasscode(login).arrived()).isTrue();

    assertThat(arrivals(login, 200)).isEqualTo(5);
  }

  @Test
  @Order(4)
  void exactlyAsManySessionsAsTheLimitAllowsGetIn() {
    DuoLogin login =
        login(Map.of("connection_limit.limit", "2", "whitelist.user_list.allow", "all_users"));

    assertThat(arrivals(login, 100)).isEqualTo(2);
    assertThat(realm().users().sessions(login.user())).hasSize(2);

    realm().users().logout(login.user());
    assertThat(login.password(realm().browser()).arrived()).isTrue();
  }

  @Test
  @Order(5)
  void exactlyAsManyPushesAsTheLimitAllowsGoOut() {
    DuoLogin login = login(Map.of("duo.push_limit", "3"));

    List<Page> pages =
        inParallel(20, app -> DuoLogin.settled(login.password(realm().browser(), app)));

    for (int sent = 1; sent <= 4; sent++) {
      List<Page> shown = pressedAtOnce(pages);
      assertThat(duo.requests().count(Endpoint.AUTH)).isEqualTo(Math.min(sent, 3));
      assertThat(shown.stream().filter(page -> page.has("#duo-waiting"))).hasSize(sent > 3 ? 0 : 1);
      if (sent <= 3) {
        duo.pushes().awaitPending("alice", SOON);
        duo.pushes().deny("alice");
        pages =
            shown.stream()
                .map(page -> page.has("#duo-waiting") ? DuoLogin.proceed(page) : page)
                .toList();
      }
    }
  }

  /** What twenty people are shown who have the same password and all want a push. */
  private List<Page> pressedAtOnce(List<Page> factorPages) {
    ExecutorService threads = Executors.newFixedThreadPool(20);
    try {
      return factorPages.stream()
          .map(page -> CompletableFuture.supplyAsync(() -> DuoLogin.press(page, "push"), threads))
          .toList()
          .stream()
          .map(CompletableFuture::join)
          .toList();
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  @Order(5)
  void aGatewayThatDoesNotWaitComesBackToTheOtherNodeAndASecondLoginRingsNobody() {
    current = TestRealm.create(nodes.first(), client.redirectUri());
    Gateway here = gateway();
    Gateway there = atSecond(here);
    TestUser alice = realm().users().create("alice");

    GatewayAnswer sent = here.call(alice, Map.of("wait", "false"));
    assertThat(sent.reason()).as(sent.toString()).isEqualTo("push_sent");
    duo.pushes().awaitPending("alice", SOON);
    assertThat(there.call(alice, Map.of()).reason()).isEqualTo("push_pending");
    assertThat(there.call(alice, Map.of("wait", "false")).reason()).isEqualTo("push_pending");
    duo.pushes().approve("alice");

    GatewayAnswer last = polled(there, alice, sent);
    assertThat(last.isIn()).as(last.toString()).isTrue();
    assertThat(duo.requests().count(Endpoint.AUTH)).isEqualTo(1);
  }

  /** D25: each login of the user goes on where its handle leads, at the other node. */
  @Test
  @Order(5)
  void parallelLoginsThroughOneGatewayGoOnAtTheOtherNode() {
    duo.user("alice").phone("DP9", "Phone 9", Capability.SMS).passcode("111111").passcode("222222");
    current = TestRealm.create(nodes.first(), client.redirectUri());
    Gateway here = gateway(Map.of("duo.factors", "sms##passcode"));
    Gateway there = atSecond(here);
    TestUser alice = realm().users().create("alice");

    GatewayAnswer first = here.call(alice, Map.of("factor", "sms"));
    GatewayAnswer second = there.call(alice, Map.of("factor", "sms"));
    assertThat(List.of(first.reason(), second.reason())).containsOnly("sms_sent");

    assertThat(there.call(alice, continued(first, "111111")).isIn()).isTrue();
    assertThat(here.call(alice, continued(second, "222222")).isIn()).isTrue();
    assertThat(here.call(alice, continued(first, "111111")).error()).isEqualTo("invalid_grant");
  }

  private static Map<String, String> continued(GatewayAnswer asked, String code) {
    return Map.of("otp", code, "duo_state", asked.duo().path("state").asText());
  }

  private Gateway gateway() {
    return gateway(Map.of());
  }

  private Gateway gateway(Map<String, String> changes) {
    Map<String, String> config = new HashMap<>(DuoSettings.of(duo));
    config.putAll(changes);
    realm().withDirectGrantStep("duo-mfa-direct-grant", config);
    return realm().gateway("gateway");
  }

  private Gateway atSecond(Gateway here) {
    App app =
        new App(
            nodes.atSecond(realm()).realmUrl(), here.app().clientId(), here.app().redirectUri());
    return new Gateway(app, here.secret());
  }

  private static GatewayAnswer polled(Gateway gateway, TestUser user, GatewayAnswer sent) {
    GatewayAnswer last = sent;
    while (last.reason().equals("push_sent")) {
      last =
          gateway.call(
              user, Map.of("wait", "false", "duo_state", last.duo().path("state").asText()));
    }
    return last;
  }

  @Test
  @Order(5)
  void usersOfTwoRealmsWithOneDuoNameShareThePushLimit() {
    Map<String, String> two = Map.of("duo.push_limit", "2");
    DuoLogin one = login(two);
    denied(denied(one.password()));
    DuoLogin other = login(two);

    Page factor = DuoLogin.settled(other.password(realm().browser(), nodes.atSecond(realm())));
    DuoLogin.press(factor, "push");

    assertThat(one.refusals()).containsExactly("denied", "denied");
    assertThat(other.refusals()).containsExactly("push_limit");
    assertThat(duo.requests().count(Endpoint.AUTH)).isEqualTo(2);
  }

  private Page denied(Page factor) {
    Page waiting = DuoLogin.press(factor, "push");
    duo.pushes().awaitPending("alice", SOON);
    duo.pushes().deny("alice");
    return DuoLogin.proceed(waiting);
  }

  /** D7: the first node knows the answer as well, and keeps silent. */
  @Test
  @Order(5)
  void aDenialThatTheOtherNodeReportsIsReportedOnce() {
    DuoLogin login = login();
    Page waiting = DuoLogin.press(login.password(), "push");
    moveTo(nodes.second(), waiting);
    assertThat(DuoLogin.isDone(waiting)).isFalse();
    duo.pushes().awaitPending("alice", SOON);
    duo.pushes().deny("alice");
    Page factor = DuoLogin.proceed(waiting);
    assertThat(DuoLogin.error(factor)).contains("not approved");
    assertThat(login.refusals()).containsExactly("denied");

    // What was to be reported of the first push is reported before this.
    DuoLogin.press(login.password(), "push");
    duo.pushes().awaitPending("alice", SOON);
    duo.pushes().fraud("alice");

    Eventually.holds(() -> login.refusals().contains("fraud"));
    assertThat(login.refusals()).containsExactly("denied", "fraud");
  }

  /** D26: one pool for both would hold up every push while a directory hangs. */
  @Test
  @Order(5)
  void anOccupiedBackgroundHoldsUpNoAnswerOfDuo() {
    DuoLogin login = login();
    OccupiedBackground busy =
        new OccupiedBackground(List.of(nodes.first().baseUrl(), nodes.second().baseUrl()));
    try {
      Page waiting = DuoLogin.press(login.password(), "push");
      duo.pushes().awaitPending("alice", SOON);
      duo.pushes().approve("alice");

      assertThat(DuoLogin.proceed(waiting).arrived()).isTrue();
    } finally {
      busy.close();
    }
  }

  /** D8: no push, so that the other node cannot ask Duo for it. */
  @Test
  @Order(5)
  void aCodeThatDuoTakesLongToCheckCountsOnTheOtherNode() {
    duo.user("alice").passcode("123456");
    Page factor = login().password();
    duo.faults().on(Endpoint.AUTH).once(Fault.delay(Duration.ofSeconds(9)));

    Page waiting = factor.form("#kc-duo-form").with("passcode", "123456").submit();
    moveTo(nodes.second(), waiting);

    assertThat(DuoLogin.proceed(waiting).arrived()).isTrue();
    assertThat(duo.requests().count(Endpoint.AUTH)).isEqualTo(1);
  }

  /**
   * How many statements our step may add where Duo is not asked. One of them looks for break-glass
   * by its primary key: it is not cached, so that an administrator's end of it holds at once
   * everywhere.
   */
  long moreStatements() {
    return KeycloakLine.isAtLeast("26.7") ? 2 : 3;
  }

  /** Compared in one run: what else the servers do by themselves is in all three numbers. */
  @Test
  @Order(5)
  void anExemptUserAndAnEarlierMfaCostHardlyMoreStatementsThanAPassword() {
    TestRealm plain = TestRealm.create(nodes.first(), client.redirectUri());
    TestUser bob = plain.users().create("bob");
    long password = fewestStatements(() -> plain.logIn(bob));

    DuoLogin exempt = login(Map.of("whitelist.user_list.allow", "all_users"));
    assertThat(fewestStatements(() -> exempt.password(realm().browser())))
        .isLessThanOrEqualTo(password + moreStatements());

    DuoLogin graced = login(GRACE);
    assertThat(approvedByPasscode(graced).arrived()).isTrue();
    assertThat(fewestStatements(() -> graced.password(realm().browser())))
        .isLessThanOrEqualTo(password + moreStatements());
  }

  private long fewestStatements(Supplier<Page> login) {
    return IntStream.range(0, 5)
        .mapToLong(
            time -> nodes.database().statementsOf(() -> assertThat(login.get().arrived()).isTrue()))
        .min()
        .orElseThrow();
  }

  @Test
  @Order(5)
  void breakGlassCountsOnBothNodesAtOnceUntilItEndsOrExpires() {
    DuoLogin login = login();
    Map<String, Object> grant = Map.of("username", "alice", "reason", "lost", "minutes", 60);
    Supplier<Page> atSecond =
        () -> DuoLogin.settled(login.password(realm().browser(), nodes.atSecond(realm())));

    realm().admin().post("/duo-mfa/break-glass", grant);
    assertThat(atSecond.get().arrived()).isTrue();
    realm().admin().delete("/duo-mfa/break-glass?username=alice");
    assertThat(atSecond.get().has("#kc-duo-form")).isTrue();

    realm().admin().post("/duo-mfa/break-glass", grant);
    assertThat(atSecond.get().arrived()).isTrue();
    nodes.database().query("update duo_mfa_break_glass set expires_at = expires_at - 3600000");
    assertThat(atSecond.get().has("#kc-duo-form")).isTrue();
    assertThat(realm().admin().get("/duo-mfa/break-glass")).isEmpty();
  }

  @Test
  @Order(5)
  void aClientMayAskOneNodeAndCollectItsTokensFromTheOther() {
    ciba.collectsFromTheSecondWhatTheFirstAskedFor();
  }

  @Test
  @Order(6)
  void theOtherNodeGoesOnAfterTheDeathOfTheOneThatAskedDuo() {
    Map<String, String> options = new HashMap<>(GRACE);
    options.put("duo.unenrolled", "enroll");
    DuoLogin login = login(options);
    assertThat(approvedByPasscode(login).arrived()).isTrue();
    Page waiting = pushed(login, "bob", "DP2");
    Page abandoned = pushed(login, "carol", "DP3");
    ciba.askTheFirst();
    duo.user("dave").phone("DP4", "Phone", Capability.PUSH);
    TestUser dave = realm().users().create("dave");
    Gateway gateway = gateway();
    GatewayAnswer sent = gateway.call(dave, Map.of("wait", "false"));
    duo.pushes().awaitPending("dave", SOON);
    int asked = duo.requests().count(Endpoint.AUTH);
    TestUser erin = realm().users().create("erin");
    enrolling = DuoLogin.settled(login.password(realm().browser(), erin));

    nodes.killFirst();
    Gateway second = atSecond(gateway);
    assertThat(second.call(dave, Map.of()).reason())
        .as("nobody is rung twice because a node has died")
        .isEqualTo("push_pending");
    duo.pushes().approve("dave");
    assertThat(polled(second, dave, sent).isIn()).isTrue();
    moveTo(nodes.second(), abandoned);
    abandoned.form("#kc-duo-waiting-form").press("#duo-continue").submit();
    duo.pushes().deny("carol");
    duo.pushes().approve("bob");
    moveTo(nodes.second(), waiting);
    Page end = waiting.form("#kc-duo-waiting-form").press("#duo-continue").submit();
    end = end.has("#duo-waiting") ? DuoLogin.proceed(end) : end;

    assertThat(end.arrived()).as(end.toString()).isTrue();
    assertThat(duo.requests().count(Endpoint.AUTH)).isEqualTo(asked);
    assertThat(login.password(realm().browser(), nodes.atSecond(realm())).arrived())
        .as("an earlier MFA survives the death of the node")
        .isTrue();
    // D7: the browser of carol is gone, and so is the node that asked Duo.
    Eventually.holds(() -> storedErrors().equals(List.of("duo_denied")));
  }

  private Page pushed(DuoLogin login, String name, String phone) {
    duo.user(name).phone(phone, "Phone", Capability.PUSH);
    TestUser person = realm().users().create(name);
    Page factor = DuoLogin.settled(login.password(realm().browser(), person));
    Page waiting = DuoLogin.press(factor, "push");
    duo.pushes().awaitPending(name, SOON);
    return waiting;
  }

  /** The errors of the realm's logins; the node that could be asked for them is dead. */
  private List<String> storedErrors() {
    return nodes
        .database()
        .query(
            "select e.error from event_entity e join realm r on r.id = e.realm_id"
                + " where e.type = 'LOGIN_ERROR' and r.name = '"
                + realm().name()
                + "'");
  }

  /** Goes on where the test before ended, as do the following ones. */
  @Test
  @Order(7)
  void aBackchannelRequestThatTheDeadNodeWaitedForExpires() {
    ciba.theRequestOfTheDeadNodeExpires();
  }

  @Test
  @Order(8)
  void theOtherNodeGoesOnWithAnEnrolmentOnceTheFirstIsSilent() {
    Page enrol = Objects.requireNonNull(enrolling);
    moveTo(nodes.second(), enrol);
    // The phone was activated meanwhile.
    duo.user("erin").phone("DP5", "Phone", Capability.PUSH);
    duo.faults()
        .on(Endpoint.ENROLL_STATUS)
        .always(
            Fault.status(200, "application/json", "{\"stat\":\"OK\",\"response\":\"success\"}"));

    Page factors = DuoLogin.proceed(enrol);

    factors = factors.has("#duo-enroll") ? DuoLogin.proceed(factors) : factors;
    assertThat(factors.has("#kc-duo-form")).as(factors.toString()).isTrue();
  }

  @Test
  @Order(9)
  void anEarlierMfaSurvivesTheRestartOfAllNodes() {
    ciba.askTheSecond();
    secretBeforeRestart = secret();
    nodes.restart();

    Page end =
        realm()
            .browser()
            .open(nodes.atSecond(realm()).loginUrl())
            .form("#kc-form-login")
            .with("username", "alice")
            .with("password", "password of alice")
            .submit();

    assertThat(end.arrived()).isTrue();
  }

  @Test
  @Order(10)
  void aBackchannelRequestDoesNotSurviveTheRestartOfAllNodes() {
    ciba.theRequestOfBeforeTheRestartIsUnknown();
  }

  @Test
  @Order(11)
  void allNodesHaveOneSecretThatOutlivesARestart() {
    assertThat(secret()).hasSize(1).isEqualTo(secretBeforeRestart);
  }

  private List<String> secret() {
    return nodes
        .database()
        .query("select server_secret from duo_mfa_lock where server_secret is not null");
  }

  /** Comes after all of the above, when both nodes run again. */
  @Nested
  @Order(1)
  class SharedStore extends SingleUseObjectStoreContract {
    @Override
    protected List<URI> servers() {
      return List.of(nodes.first().baseUrl(), nodes.second().baseUrl());
    }
  }

  /** Comes last, with the two nodes that all of the above have left, and ends one of them. */
  @Nested
  @Order(2)
  class Chaos extends ChaosCases {
    @Override
    protected TwoNodes nodes() {
      return nodes;
    }

    @Override
    protected DuoSimulator duo() {
      return duo;
    }

    @Override
    protected URI redirectUri() {
      return client.redirectUri();
    }

    @Override
    protected void nodesAreNeededAgain() {}

    @Override
    protected int people() {
      return 1;
    }

    @Override
    protected Duration slowness() {
      return Duration.ofSeconds(1);
    }

    @Override
    protected Duration codesInTheAir() {
      return Duration.ofSeconds(4);
    }
  }

  /** Other tests with this database take the same, since other ones would cost another build. */
  static ServerOptions options(ServerOptions options) {
    return CibaLogin.on(options).withProvider(SingleUseObjectStoreContract.provider());
  }

  private Page approvedByPasscode(DuoLogin login) {
    duo.user("alice").passcode("123456");
    return DuoLogin.type(login.password(), "123456");
  }

  /** How many of these logins, by both nodes at once and each in a browser of its own, end well. */
  private int arrivals(DuoLogin login, int times) {
    List<Page> pages = inParallel(times, app -> login.password(realm().browser(), app));
    return (int) pages.stream().filter(Page::arrived).count();
  }

  private List<Page> inParallel(int times, Function<App, Page> work) {
    App here = realm().app();
    App there = nodes.atSecond(realm());
    ExecutorService threads = Executors.newFixedThreadPool(24);
    try {
      List<CompletableFuture<Page>> running =
          IntStream.range(0, times)
              .mapToObj(
                  i ->
                      CompletableFuture.supplyAsync(
                          () -> work.apply(i % 2 == 0 ? here : there), threads))
              .toList();
      return running.stream().map(CompletableFuture::join).toList();
    } finally {
      threads.shutdownNow();
    }
  }

  /** The one of the newest login. */
  private TestRealm realm() {
    return Objects.requireNonNull(current);
  }

  private DuoLogin login() {
    return login(Map.of("duo.push_limit", "0"));
  }

  private DuoLogin login(Map<String, String> config) {
    current = TestRealm.create(nodes.first(), client.redirectUri());
    return DuoLogin.at(current, duo, config);
  }

  /** Sends what the page asks for next to this node, as a load balancer may. */
  private void moveTo(KeycloakUnderTest node, Page page) {
    for (String attribute : new String[] {"action", "data-status-url"}) {
      page.document()
          .select("[" + attribute + "]")
          .forEach(
              element -> {
                URI old = URI.create(element.attr(attribute));
                String moved =
                    old.toString().replace(old.getRawAuthority(), node.baseUrl().getRawAuthority());
                element.attr(attribute, moved);
              });
    }
  }
}
