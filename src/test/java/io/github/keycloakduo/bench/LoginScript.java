package io.github.keycloakduo.bench;

import io.github.keycloakduo.bench.Browser.Answer;
import io.github.keycloakduo.testkit.realm.Authenticator;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** What one user does to log in. */
@FunctionalInterface
interface LoginScript {
  /** Fails unless the user is logged in at the end. */
  void run(Browser browser, String user) throws IOException, InterruptedException;

  /** The password alone has to do. */
  static LoginScript password(Site site) {
    return (browser, user) -> arrived(afterPassword(site, browser, user));
  }

  /** Keycloak's own one-time code. */
  static LoginScript otp(Site site) {
    return (browser, user) ->
        arrived(browser.post(afterPassword(site, browser, user).action(), "otp=" + app().code()));
  }

  /** A passcode of Duo. */
  static LoginScript passcode(Site site) {
    return (browser, user) ->
        arrived(
            settled(
                browser,
                browser.post(
                    factorPage(site, browser, user).action(), "passcode=" + DuoStub.PASSCODE)));
  }

  /** A passcode of Duo, where an earlier one does not count yet. */
  static LoginScript passcodeUnlessRemembered(Site site) {
    return (browser, user) -> {
      Answer answer = factorPage(site, browser, user);
      arrived(
          answer.isLoggedIn()
              ? answer
              : settled(browser, browser.post(answer.action(), "passcode=" + DuoStub.PASSCODE)));
    };
  }

  /** A direct grant, with more fields than the password. */
  static LoginScript grant(Site site, String more) {
    return (browser, user) -> grant(site, browser, user, more);
  }

  /** A direct grant with Keycloak's own one-time code. */
  static LoginScript grantWithOtp(Site site) {
    return (browser, user) -> grant(site, browser, user, "&totp=" + app().code());
  }

  /** Up to the page after the password, whatever that is. */
  static Answer afterPassword(Site site, Browser browser, String user)
      throws IOException, InterruptedException {
    return browser.post(
        browser.get(site.loginUrl()).action(),
        "username=" + user + "&password=" + Site.encoded(BenchRealm.PASSWORD) + "&credentialId=");
  }

  /** Up to the page that asks for a factor. */
  static Answer factorPage(Site site, Browser browser, String user)
      throws IOException, InterruptedException {
    return settled(browser, afterPassword(site, browser, user));
  }

  /** Up to the page that waits for the answer to a push. */
  static Answer pushed(Site site, Browser browser, String user)
      throws IOException, InterruptedException {
    Answer waiting = browser.post(factorPage(site, browser, user).action(), "factor=push");
    waiting.attribute("data-status-url");
    return waiting;
  }

  private static void grant(Site site, Browser browser, String user, String more)
      throws IOException, InterruptedException {
    Answer answer =
        browser.post(
            site.tokenUrl(),
            "grant_type=password&scope=openid&client_id="
                + site.client()
                + "&username="
                + user
                + "&password="
                + Site.encoded(BenchRealm.PASSWORD)
                + more);
    if (answer.status() != 200) {
      throw new LoginFailed(answer.status() + " " + answer.body());
    }
  }

  /** While Duo takes its time the page asks for patience. */
  private static Answer settled(Browser browser, Answer first)
      throws IOException, InterruptedException {
    Answer answer = first;
    while (answer.has("id=\"duo-waiting\"")) {
      LockSupport.parkNanos(Duration.ofMillis(250).toNanos());
      answer = browser.post(answer.action(), "action=continue");
    }
    return answer;
  }

  private static void arrived(Answer answer) {
    if (!answer.isLoggedIn()) {
      throw new LoginFailed("not logged in: " + answer);
    }
  }

  private static Authenticator app() {
    return Authenticator.app(BenchRealm.TOTP_SECRET);
  }
}
