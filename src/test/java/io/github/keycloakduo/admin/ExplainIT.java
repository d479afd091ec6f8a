package io.github.keycloakduo.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.Endpoint;
import io.github.keycloakduo.simulator.UserStatus;
import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.realm.FlowStep;
import io.github.keycloakduo.testkit.realm.Gateway;
import io.github.keycloakduo.testkit.realm.GatewayAnswer;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.TestUser;
import io.github.keycloakduo.testkit.realm.UserEvent;
import io.github.keycloakduo.testkit.server.AdminClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is explained is what happens, and explaining makes nothing happen. */
@ExtendWith(KeycloakExtension.class)
class ExplainIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int CHAPTERS = 24;

  /** Some more often than others, since more may happen to them. */
  private static final List<String> USERS =
      List.of("alice", "alice", "bob", "carol", "dave", "erin", "frank", "frank");

  private static final List<Map<String, String>> LISTS =
      List.of(
          Map.of(),
          Map.of("whitelist.user_list.allow", "no_user", "whitelist.user_list.except", "alice"),
          Map.of("whitelist.user_list.allow", "all_users", "whitelist.user_list.except", "alice"));
  private static final List<Map<String, String>> MAPPINGS =
      List.of(
          Map.of(),
          Map.of(),
          Map.of("usermapping.explicit", "[{\"key\":\"alice\",\"value\":\"bob\"}]"),
          Map.of("username_transform.append_domain", "corp.example"),
          Map.of("usermapping.user_attribute", "duoName"));
  private static final List<Map<String, String>> LIMITS =
      List.of(
          Map.of(),
          Map.of(),
          Map.of("connection_limit.limit", "1"),
          Map.of("connection_limit.limit", "1", "connection_limit.action", "end_oldest"));
  private static final List<Map<String, String>> GRACES =
      List.of(
          Map.of(),
          Map.of(
              "authentication_cache.reuse_limit", "2",
              "authentication_cache.soft_timeout", "600",
              "authentication_cache.hard_timeout", "600"));
  private static final List<Map<String, String>> FACTORS =
      List.of(Map.of(), Map.of("duo.factors", "push"), Map.of("duo.factors", "passcode"));
  private static final List<Map<String, String>> FAILURES =
      List.of(Map.of(), Map.of("duo.ignore_conn_err", "true"));
  private static final List<Map<String, String>> NETWORKS =
      List.of(Map.of("network.exempt", "192.0.2.0/24"), Map.of("network.require", "2001:db8::/32"));
  private static final List<String> ADDRESSES = List.of("192.0.2.1", "2001:db8::7");

  private final DuoSimulator duo;

  ExplainIT(DuoSimulator duo) {
    this.duo = duo;
  }

  @AfterEach
  void repair() {
    duo.resume();
  }

  /** One login that is explained and then made. */
  private record Case(Map<String, String> config, String user, String ip, boolean duoIsDown) {}

  /** A configuration, and logins one after the other under it. */
  private record Chapter(Map<String, String> config, List<Case> cases) {}

  private static List<Chapter> chapters() {
    Random random = new Random(20_260_917);
    List<Chapter> chapters = new ArrayList<>();
    for (int i = 0; i < CHAPTERS; i++) {
      Map<String, String> config = new LinkedHashMap<>();
      for (List<Map<String, String>> choices :
          List.of(LISTS, MAPPINGS, LIMITS, GRACES, FACTORS, FAILURES)) {
        config.putAll(choices.get(random.nextInt(choices.size())));
      }
      String ip = ADDRESSES.get(random.nextInt(ADDRESSES.size()));
      List<Case> cases = new ArrayList<>();
      // The same person from the same place twice, for a grace; then anybody from anywhere.
      String first = USERS.get(random.nextInt(USERS.size()));
      cases.add(new Case(config, first, ip, false));
      cases.add(new Case(config, first, ip, random.nextInt(4) == 0));
      for (int more = 0; more < 3; more++) {
        cases.add(
            new Case(
                config,
                USERS.get(random.nextInt(USERS.size())),
                ADDRESSES.get(random.nextInt(ADDRESSES.size())),
                random.nextInt(4) == 0));
      }
      chapters.add(new Chapter(config, cases));
    }
    NETWORKS.forEach(
        network -> GRACES.forEach(grace -> chapters.add(atEveryAddressTwice(network, grace))));
    return chapters;
  }

  private static Chapter atEveryAddressTwice(
      Map<String, String> network, Map<String, String> grace) {
    Map<String, String> config = new LinkedHashMap<>(network);
    config.putAll(grace);
    return new Chapter(
        config,
        ADDRESSES.stream()
            .flatMap(ip -> Stream.of(ip, ip))
            .map(ip -> new Case(config, "frank", ip, false))
            .toList());
  }

  @Test
  void explainsWhatThenHappens(TestRealm realm) {
    enrol();
    Map<String, TestUser> users = new HashMap<>();
    USERS.forEach(name -> users.computeIfAbsent(name, realm.users()::create));
    Gateway gateway = realm.gateway("gateway");
    FlowStep step = step(realm, Map.of());
    // A good test of it closes the circuit breaker that an outage of Duo opened.
    String working = realm.withFlow("working", "duo-mfa", DuoSettings.of(duo)).configAlias();
    Set<String> seen = new TreeSet<>();
    int number = 0;
    for (Chapter chapter : chapters()) {
      users.values().forEach(realm.users()::logout);
      configure(realm, step, chapter.config());
      for (Case one : chapter.cases()) {
        if (one.duoIsDown()) {
          duo.stopListening();
        }
        String explained = explained(realm, step, one);
        String happened = happened(realm, gateway, users, one, explained, number++);
        duo.resume();
        if (one.duoIsDown()) {
          assertThat(new DuoAdmin(realm.admin()).mistakes(working)).isEmpty();
        }
        assertThat(explained).as(one.toString()).isEqualTo(happened);
        seen.add(happened);
      }
    }
    assertThat(seen)
        .contains(
            "approved",
            "grace",
            "exempt_user",
            "exempt_network",
            "bypass",
            "not_enrolled",
            "duo_denied",
            "session_limit",
            "unreachable",
            "fail_open",
            "config_error",
            "no_capable_device");
  }

  /** The outcome, after a look that nothing changed. */
  private String explained(TestRealm realm, FlowStep step, Case one) {
    DuoAdmin admin = new DuoAdmin(realm.admin());
    JsonNode before = admin.grace("");
    int auths = duo.requests().count(Endpoint.AUTH);
    JsonNode said = admin.explain(step.configAlias(), one.user(), Optional.of(one.ip()));
    assertThat(duo.requests().count(Endpoint.AUTH)).isEqualTo(auths);
    assertThat(admin.grace("")).isEqualTo(before);
    List<String> steps = new ArrayList<>();
    said.path("steps").forEach(line -> steps.add(line.path("step").asText()));
    assertThat(steps)
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
    assertThat(said.path("steps")).allMatch(line -> !line.path("reason").asText().isBlank());
    return said.path("outcome").asText();
  }

  private String happened(
      TestRealm realm,
      Gateway gateway,
      Map<String, TestUser> users,
      Case one,
      String explained,
      int number) {
    realm.events().clear();
    TestUser user = Objects.requireNonNull(users.get(one.user()));
    Map<String, String> parameters = new HashMap<>(Map.of("client_ip", one.ip()));
    boolean byPasscode = !"push".equals(one.config().get("duo.factors"));
    String code = String.format("%06d", 100_000 + number);
    if (byPasscode) {
      duo.users().forEach(known -> known.passcode(code));
      parameters.put("otp", code);
    }
    CompletableFuture<GatewayAnswer> call =
        CompletableFuture.supplyAsync(() -> gateway.call(user, parameters));
    if (explained.equals("approved") && !byPasscode) {
      String asked = identity(one);
      duo.pushes().awaitPending(asked, SOON);
      duo.pushes().approve(asked);
    }
    call.join();
    List<UserEvent> events = realm.events().user();
    assertThat(events).as(one + " " + call.join()).hasSize(1);
    return events.get(0).details().getOrDefault("duo_outcome", events.get(0).error());
  }

  private static String identity(Case one) {
    if (one.config().containsKey("usermapping.explicit") && one.user().equals("alice")) {
      return "bob";
    }
    return one.config().containsKey("username_transform.append_domain")
        ? one.user() + "@corp.example"
        : one.user();
  }

  private void enrol() {
    duo.user("alice").phone("DPA", "Phone", Capability.PUSH);
    duo.user("alice@corp.example").phone("DPC", "Phone", Capability.PUSH);
    duo.user("bob").status(UserStatus.BYPASS);
    duo.user("carol").phone("DPD", "Phone", Capability.PUSH).status(UserStatus.DISABLED);
    duo.user("erin").phone("DPE", "Phone", Capability.SMS);
    duo.user("frank").phone("DPF", "Phone", Capability.PUSH);
  }

  private FlowStep step(TestRealm realm, Map<String, String> config) {
    return realm.withDirectGrantStep("duo-mfa-direct-grant", whole(config));
  }

  private Map<String, String> whole(Map<String, String> config) {
    Map<String, String> all = new HashMap<>(DuoSettings.of(duo));
    all.put("gateway.clients", "gateway");
    all.put("duo.push_limit", "0");
    all.putAll(config);
    return all;
  }

  /** Exactly these options, so that none of the case before is left. */
  private void configure(TestRealm realm, FlowStep step, Map<String, String> config) {
    realm
        .admin()
        .put(
            "/authentication/config/" + step.configId(),
            Map.of("id", step.configId(), "alias", step.configAlias(), "config", whole(config)));
  }

  @Test
  void saysWhyInWords(TestRealm realm) {
    enrol();
    realm.users().create("alice");
    FlowStep step =
        step(
            realm,
            Map.of(
                "whitelist.user_list.name", "/nobody knows",
                "usermapping.explicit", "[{\"key\":\"alice\",\"value\":\"frank\"}]",
                "question_1.key", "ticket",
                "question_1.prompt", "Ticket:"));

    JsonNode said =
        new DuoAdmin(realm.admin()).explain(step.configAlias(), "alice", Optional.empty());

    assertThat(said.path("outcome").asText()).isEqualTo("approved");
    assertThat(said.path("identity").asText()).isEqualTo("frank");
    assertThat(line(said, "user_list").path("reason").asText()).contains("/nobody knows");
    assertThat(line(said, "mapping").path("decision").asText()).isEqualTo("go_on");
    assertThat(line(said, "challenge").path("reason").asText()).contains("push, passcode");
    assertThat(line(said, "questions").path("reason").asText()).contains("ticket");
  }

  @Test
  void knowsThePushLimit(TestRealm realm) {
    enrol();
    TestUser alice = realm.users().create("alice");
    Gateway gateway = realm.gateway("gateway");
    FlowStep step = step(realm, Map.of("duo.push_limit", "1", "duo.factors", "push"));
    CompletableFuture<GatewayAnswer> call =
        CompletableFuture.supplyAsync(() -> gateway.call(alice, Map.of()));
    duo.pushes().awaitPending("alice", SOON);
    duo.pushes().approve("alice");
    assertThat(call.join().isIn()).isTrue();

    DuoAdmin admin = new DuoAdmin(realm.admin());
    assertThat(
            admin.explain(step.configAlias(), "alice", Optional.empty()).path("outcome").asText())
        .isEqualTo("push_limit");
    step.change(Map.of("duo.factors", "push##passcode"));
    assertThat(
            line(admin.explain(step.configAlias(), "alice", Optional.empty()), "challenge")
                .path("reason")
                .asText())
        .contains("passcode", "push_limit");
  }

  @Test
  void warnsOfAListThatExemptsEverybody(TestRealm realm) {
    realm.users().create("alice");
    FlowStep step = step(realm, Map.of("whitelist.user_list.allow", "all_users"));

    JsonNode said =
        new DuoAdmin(realm.admin()).explain(step.configAlias(), "alice", Optional.empty());

    assertThat(said.path("outcome").asText()).isEqualTo("exempt_user");
    assertThat(line(said, "user_list").path("reason").asText())
        .contains("mind: whitelist.user_list.allow is all_users", "everybody is exempt");
  }

  /** On this server the operator lists no proxy, so that any may be used. */
  @Test
  void warnsOfAProxyThatCanPassForDuo(TestRealm realm) {
    realm.users().create("alice");
    FlowStep step = step(realm, Map.of("https_proxy.server", "127.0.0.1", "https_proxy.port", "1"));

    DuoAdmin admin = new DuoAdmin(realm.admin());
    JsonNode said = admin.explain(step.configAlias(), "alice", Optional.empty());

    assertThat(line(said, "duo").path("reason").asText())
        .contains("mind: https_proxy.server together with duo.ca_certificates", "allowed-proxies");
    assertThat(admin.test(step.configAlias()).get(0).message())
        .contains("https_proxy.server together with duo.ca_certificates");
  }

  @Test
  void tellsWhomKeycloakItselfKeepsOut(TestRealm realm) {
    TestUser alice = realm.users().create("alice");
    FlowStep step = step(realm, Map.of());
    realm.users().disable(alice);

    JsonNode said =
        new DuoAdmin(realm.admin()).explain(step.configAlias(), "alice", Optional.empty());

    assertThat(said.path("outcome").asText()).isEqualTo("denied");
    assertThat(line(said, "name").path("decision").asText()).isEqualTo("stop");
    assertThat(line(said, "name").path("reason").asText()).contains("Keycloak", "user_disabled");
  }

  @Test
  void tellsTheDuoNameAlsoOfWhomItDoesNotAskFor(TestRealm realm) {
    realm.users().create("alice");
    FlowStep step =
        step(
            realm,
            Map.of(
                "whitelist.user_list.allow", "no_user",
                "whitelist.user_list.except", "alice",
                "username_transform.append_domain", "corp.example"));

    JsonNode said =
        new DuoAdmin(realm.admin()).explain(step.configAlias(), "alice", Optional.empty());

    assertThat(said.path("outcome").asText()).isEqualTo("exempt_user");
    assertThat(said.path("identity").asText()).isEqualTo("alice@corp.example");
    assertThat(line(said, "mapping").path("decision").asText()).isEqualTo("skipped");
  }

  @Test
  void aStepForUserNamesEndsNoLogin(TestRealm realm) {
    realm.users().create("alice");
    String alias =
        realm
            .withFlow(
                "names", "duo-mfa-direct-grant-username", Map.of("gateway.otp_in_username", "true"))
            .configAlias();

    HttpResponse<String> refused =
        new DuoAdmin(realm.admin()).explains(alias, Map.of("username", "alice"));

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(DuoAdmin.json(refused).path("error_description").asText())
        .contains("user names", "duo-mfa-direct-grant-username");
  }

  @Test
  void namesTheMistakesOfAConfiguration(TestRealm realm) {
    realm.users().create("alice");
    FlowStep step = step(realm, Map.of("duo.timeout", "soon"));

    JsonNode said =
        new DuoAdmin(realm.admin()).explain(step.configAlias(), "alice", Optional.empty());

    assertThat(said.path("outcome").asText()).isEqualTo("config_error");
    assertThat(said.path("steps").toString()).contains("duo.timeout");
  }

  @Test
  void refusesWhatItCannotAnswer(TestRealm realm) {
    realm.users().create("alice");
    DuoAdmin admin = new DuoAdmin(realm.admin());
    String alias = step(realm, Map.of()).configAlias();

    assertThat(admin.explains(alias, Map.of("username", "nobody")).statusCode()).isEqualTo(404);
    assertThat(DuoAdmin.json(admin.explains(alias, Map.of("username", "nobody"))).path("error"))
        .hasToString("\"user_not_found\"");
    assertThat(admin.explains("nobody", Map.of("username", "alice")).statusCode()).isEqualTo(404);
    assertThat(admin.explains(alias, AdminClient.nothing()).statusCode()).isEqualTo(400);
    assertThat(admin.explains(alias, List.of()).statusCode()).isEqualTo(400);
    assertThat(admin.explains(alias, Map.of("username", "x".repeat(300 * 1024))).statusCode())
        .isEqualTo(413);
    assertThat(
            realm
                .admin()
                .upload(DuoAdmin.path(alias) + "/explain", "text/plain", new byte[0])
                .statusCode())
        .isEqualTo(415);
    assertThat(admin.explains(alias, Map.of("username", "alice", "clientIp", "here")).statusCode())
        .isEqualTo(400);
    assertThat(admin.explains(alias, Map.of("username", "alice", "clientId", "none")).statusCode())
        .isEqualTo(404);
    assertThat(admin.explains(alias, Map.of("username", "alice", "clientId", "app")).statusCode())
        .isEqualTo(200);
  }

  private static JsonNode line(JsonNode said, String step) {
    for (JsonNode line : said.path("steps")) {
      if (line.path("step").asText().equals(step)) {
        return line;
      }
    }
    throw new AssertionError("no step " + step);
  }
}
