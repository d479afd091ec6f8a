package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.keycloak.browser.QrReader;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.browser.PlainBrowser;
import io.github.keycloakduo.testkit.realm.App;
import io.github.keycloakduo.testkit.realm.Authenticator;
import io.github.keycloakduo.testkit.realm.FlowStep;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.TestUser;
import io.github.keycloakduo.testkit.realm.UserEvent;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** A person called alice at a realm with the Duo step, before a browser without scripts. */
public final class DuoLogin {
  private static final Duration MOST = Duration.ofSeconds(60);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
  private static final Set<String> ANSWERED_BY_A_PERSON = Set.of("push", "phone");

  private static final String WAITING_FORM = "#kc-duo-waiting-form, #kc-duo-enroll-form";

  private final TestRealm realm;
  private final TestUser user;
  private final FlowStep step;
  private final PlainBrowser browser;

  private DuoLogin(TestRealm realm, TestUser user, FlowStep step) {
    this.realm = realm;
    this.user = user;
    this.step = step;
    this.browser = realm.browser();
  }

  /** Sets up the realm; {@code changes} are made to the usual configuration. */
  public static DuoLogin at(TestRealm realm, DuoSimulator duo, Map<String, String> changes) {
    return at(realm, duo, changes, new Authenticator[0]);
  }

  /** The same for a person who has second factors of Keycloak's own. */
  static DuoLogin at(
      TestRealm realm,
      DuoSimulator duo,
      Map<String, String> changes,
      Authenticator... authenticators) {
    Map<String, String> config = new HashMap<>(DuoSettings.of(duo));
    config.putAll(changes);
    TestUser user = realm.users().create("alice", authenticators);
    FlowStep step = realm.withBrowserStep("duo-mfa", config);
    return new DuoLogin(realm, user, authenticators.length == 0 ? step : step.alone());
  }

  TestUser user() {
    return user;
  }

  FlowStep step() {
    return step;
  }

  PlainBrowser browser() {
    return browser;
  }

  /** Types user name and password in a new tab, and goes on to what the Duo step shows. */
  Page password() {
    return settled(password(browser));
  }

  Page password(PlainBrowser other) {
    return password(other, user);
  }

  /** The same at the node that this client talks to. */
  Page password(PlainBrowser other, App node) {
    return other
        .open(node.loginUrl())
        .form("#kc-form-login")
        .with("username", user.username())
        .with("password", user.password())
        .submit();
  }

  Page password(PlainBrowser other, TestUser person) {
    return other
        .open(realm.app().loginUrl())
        .form("#kc-form-login")
        .with("username", person.username())
        .with("password", person.password())
        .submit();
  }

  /** Types into the passcode field and presses Enter. */
  public static Page type(Page factor, String text) {
    return settled(factor.form("#kc-duo-form").with("passcode", text).submit());
  }

  /** Presses the button of a factor. */
  public static Page press(Page factor, String name) {
    return settled(factor.form("#kc-duo-form").press("#duo-factor-" + name).submit());
  }

  static Page cancel(Page waiting) {
    return waiting.form("#kc-duo-waiting-form").press("#duo-cancel").submit();
  }

  /** Waits as long as only Duo, and no person, has to answer. */
  public static Page settled(Page page) {
    Page now = page;
    while (now.has("#duo-waiting")
        && !ANSWERED_BY_A_PERSON.contains(now.element("#duo-waiting").attr("data-kind"))) {
      now = proceed(now);
    }
    return now;
  }

  /** Waits until the status says that the wait is over, and presses Continue. */
  public static Page proceed(Page waiting) {
    long end = System.nanoTime() + MOST.toNanos();
    while (!isDone(waiting)) {
      assertThat(System.nanoTime()).as("still waiting: " + waiting).isLessThan(end);
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
    return settled(waiting.form(WAITING_FORM).press("#duo-continue").submit());
  }

  /** The text of the QR code of an enrolment. */
  public static String scanned(Page enrolment) {
    String box = enrolment.element("#duo-enroll-qr").attr("viewBox");
    int size = Integer.parseInt(box.substring(box.lastIndexOf(' ') + 1));
    return QrReader.read(size, enrolment.element("#duo-enroll-qr path").attr("d"));
  }

  public static boolean isDone(Page waiting) {
    return waiting.visit(statusUrl(waiting)).html().contains("\"status\":\"done\"");
  }

  public static URI statusUrl(Page waiting) {
    return URI.create(waiting.element("[data-status-url]").attr("data-status-url"));
  }

  /** The outcomes told by LOGIN_ERROR events, oldest first. */
  List<String> refusals() {
    return realm.events().user("LOGIN_ERROR").stream()
        .map(event -> event.details().getOrDefault("duo_outcome", event.error()))
        .toList();
  }

  /** The only LOGIN event. */
  UserEvent success() {
    List<UserEvent> logins = realm.events().user("LOGIN");
    assertThat(logins).hasSize(1);
    return logins.get(0);
  }

  static String error(Page factor) {
    return factor.element("#input-error-passcode").text();
  }
}
