package io.github.keycloakduo.bench;

import io.github.keycloakduo.bench.Browser.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The password step of logins that need no factor, with all that follows. */
final class PasswordStep {
  private static final Duration PAUSE = Duration.ofMillis(50);

  private PasswordStep() {}

  /** How many seconds it takes, from the password to the end of the login. */
  static double seconds(Site site, String user) {
    Browser browser = site.browser();
    try {
      String action = browser.get(site.loginUrl()).action();
      long begin = System.nanoTime();
      Answer answer =
          browser.post(
              action, "username=" + user + "&password=" + Site.encoded(BenchRealm.PASSWORD));
      while (answer.has("id=\"duo-waiting\"")) {
        LockSupport.parkNanos(PAUSE.toNanos());
        answer = browser.post(answer.action(), "action=continue");
      }
      if (!answer.isLoggedIn()) {
        throw new LoginFailed("not logged in: " + answer);
      }
      return (System.nanoTime() - begin) / 1e9;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The same in milliseconds. */
  static double millis(Site site, String user) {
    return 1000 * seconds(site, user);
  }
}
