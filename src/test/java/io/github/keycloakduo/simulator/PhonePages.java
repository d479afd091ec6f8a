package io.github.keycloakduo.simulator;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The web pages on which a person plays the phones of all users. */
final class PhonePages {
  private static final String HOME = "/phone";
  private static final String PUSH = "/phone/push/";
  private static final String POWER = "/phone/power";
  private static final String PORTAL = "/portal";
  static final String ACTIVATE = "/phone/activate/";
  private static final String PORTAL_TEXT =
      "<p>Here Duo would lead a new user through the enrolment of a phone.</p>";
  private static final String RELOAD = "<meta http-equiv=\"refresh\" content=\"2\">";

  private final World world;
  private final Pushes pushes;
  private final PowerSwitch power;
  private final Responder responder;

  PhonePages(World world, Pushes pushes, PowerSwitch power, Responder responder) {
    this.world = world;
    this.pushes = pushes;
    this.power = power;
    this.responder = responder;
  }

  static boolean owns(String path) {
    return path.equals(PORTAL) || path.equals(HOME) || path.startsWith(HOME + "/");
  }

  void handle(HttpServerRequest request) {
    if (!request.method().name().equals("POST")) {
      responder.send(request, show(request));
      return;
    }
    request.setExpectMultipart(true);
    request.endHandler(
        read -> responder.send(request, submitted(request, request.formAttributes())));
  }

  private Answer submitted(HttpServerRequest request, MultiMap form) {
    if (request.path().equals(POWER)) {
      return turn(form);
    }
    return request.path().startsWith(ACTIVATE)
        ? activate(form.contains("code") ? form.get("code") : "")
        : decide(txid(request), form);
  }

  /** Plays Duo Mobile, which has read this text from a QR code or got it by a link. */
  private Answer activate(String code) {
    return world.activate(code.strip(), Instant.now())
        ? redirect(HOME)
        : Answer.html(
            404,
            Html.page(
                "Duo Mobile",
                "",
                "<p class=\"alert\" role=\"alert\">This code is not known.</p>" + back()));
  }

  private Answer turn(MultiMap form) {
    power.turnOff("off".equals(form.get("power")));
    return redirect(HOME);
  }

  private Answer show(HttpServerRequest request) {
    if (request.path().equals(PORTAL)) {
      return Answer.html(200, Html.page("Duo enrolment", "", PORTAL_TEXT + back()));
    }
    if (request.path().equals(HOME)) {
      return Answer.html(
          200,
          Html.page(
              "Phones", RELOAD, power.render() + pendingCards() + enrolmentCards() + userCards()));
    }
    if (request.path().startsWith(ACTIVATE)) {
      String key = request.path().substring(ACTIVATE.length());
      return world.openEnrolments(Instant.now()).stream()
          .filter(enrolment -> enrolment.key().equals(key))
          .findFirst()
          .map(found -> Answer.html(200, Html.page("Duo Mobile", "", card(found) + back())))
          .orElseGet(() -> activate(""));
    }
    String txid = txid(request);
    boolean wrong = "wrong-code".equals(request.getParam("error"));
    Optional<PendingPush> push =
        pushes.pending().stream().filter(candidate -> candidate.txid().equals(txid)).findFirst();
    return push.map(found -> new PushCard(found, Instant.now()).renderWithCode(wrong))
        .map(card -> Answer.html(200, Html.page("Verify", "", card + back())))
        .orElseGet(() -> redirect(HOME));
  }

  private Answer decide(String txid, MultiMap form) {
    String decision = form.contains("decision") ? form.get("decision") : "";
    String code = form.contains("code") ? form.get("code") : "";
    boolean done = pushes.answer(txid, decision, code);
    return redirect(done ? HOME : PUSH + txid + "?error=wrong-code");
  }

  private String pendingCards() {
    List<PendingPush> newestFirst = new ArrayList<>(pushes.pending());
    Collections.reverse(newestFirst);
    String cards =
        newestFirst.stream()
            .map(push -> new PushCard(push, Instant.now()).render())
            .collect(Collectors.joining());
    return "<h2>Waiting for an answer</h2>"
        + (cards.isEmpty() ? "<p class=\"soft\">No push and no call.</p>" : cards);
  }

  private String enrolmentCards() {
    String cards =
        world.openEnrolments(Instant.now()).stream().map(this::card).collect(Collectors.joining());
    return cards.isEmpty() ? "" : "<h2>New users</h2>" + cards;
  }

  private String card(Enrolment enrolment) {
    String user = world.findById(enrolment.userId()).map(SimulatedUser::name).orElse("");
    return "<section class=\"card\" data-enrolment=\""
        + Html.escape(user)
        + "\"><h3>Set up a phone for "
        + Html.escape(user)
        + "</h3><form method=\"post\" action=\""
        + ACTIVATE
        + enrolment.key()
        + "\"><button name=\"code\" value=\""
        + Html.escape(enrolment.activationCode())
        + "\">Scan the QR code</button></form></section>";
  }

  private String userCards() {
    return world.users().stream()
        .map(user -> new UserCard(user).render())
        .collect(Collectors.joining("", "<h2>Users</h2>", ""));
  }

  private static String back() {
    return "<p><a href=\"" + HOME + "\">All phones</a></p>";
  }

  private static String txid(HttpServerRequest request) {
    String path = request.path();
    return path.startsWith(PUSH) ? path.substring(PUSH.length()) : "";
  }

  private static Answer redirect(String location) {
    return Answer.html(303, "").withHeader("Location", location);
  }
}
