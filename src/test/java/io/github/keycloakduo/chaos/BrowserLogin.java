package io.github.keycloakduo.chaos;

import io.github.keycloakduo.login.DuoLogin;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.browser.PlainBrowser;
import io.github.keycloakduo.testkit.realm.TestRealm;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** A login in a browser, by a person who reloads what was lost and goes on with what is shown. */
final class BrowserLogin extends LoginDriver {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(100);
  private static final int MOST_PAGES = 60;
  private static final int RELOADS = 40;
  private static final int MOST_FACTORS_OF_AN_IMPOSTOR = 3;
  private static final String WAITING_FORM = "#kc-duo-waiting-form, #kc-duo-enroll-form";

  /** Where the phone was quicker than the page that waits for it. */
  private static final String DENIED = "The request was not approved.";

  private final Phones phones;
  private final PlainBrowser browser;
  private boolean scanned;
  private boolean messageSent;
  private int factors;

  BrowserLogin(
      Person person, TestRealm realm, DuoSimulator duo, Phones phones, PlainBrowser browser) {
    super(person, realm, duo);
    this.phones = phones;
    this.browser = browser;
  }

  @Override
  boolean attempt() {
    messageSent = false;
    Page page = reloading(() -> browser.open(realm().app().loginUrl()));
    for (int shown = 0; shown < MOST_PAGES; shown++) {
      heard(page.status() + " " + page.text());
      if (page.arrived()) {
        return true;
      } else if (page.has("#kc-form-login")) {
        page = password(page);
      } else if (page.has("#kc-duo-form")) {
        if (!person().owner() && factors == MOST_FACTORS_OF_AN_IMPOSTOR) {
          return false;
        }
        page = factor(page);
      } else if (page.has(WAITING_FORM)) {
        page = waited(page);
      } else if (page.has("#prompt")) {
        page = prompt(page);
      } else if (page.has("#duo-portal") && phones.areInUse()) {
        person().enrolAtPortal(duo());
        return false;
      } else if (page.has("#duo-try-again")) {
        pause();
        Page ended = page;
        page = reloading(() -> ended.follow("#duo-try-again"));
      } else {
        return false;
      }
    }
    return false;
  }

  private Page password(Page page) {
    return reloading(
        () ->
            page.form("#kc-form-login")
                .with("username", person().user().username())
                .with("password", person().user().password())
                .submit());
  }

  private Page factor(Page page) {
    factors++;
    return switch (person().kind()) {
      case BROWSER_PASSCODE, BROWSER_GRACE -> typed(page, nextCode());
      case BROWSER_SMS -> textMessage(page);
      default -> push(page);
    };
  }

  /** Duo's own page, which an impostor sees and cannot answer. */
  private Page prompt(Page page) {
    factors++;
    String button = person().owner() ? "#prompt-approve" : "#prompt-deny";
    return reloading(() -> page.form("#prompt").press(button).submit());
  }

  private Page push(Page page) {
    asksForPush();
    Page next = pressed(page, "#duo-factor-push");
    if (next.has("#kc-duo-form") && !next.text().contains(DENIED)) {
      gotNoPush();
      pause();
    }
    return next;
  }

  private Page textMessage(Page page) {
    List<String> codes = duo().user(person().name()).smsCodes();
    if (messageSent && !codes.isEmpty()) {
      messageSent = false;
      return typed(page, person().owner() ? codes.get(0) : nextCode());
    }
    messageSent = true;
    return pressed(page, "#duo-factor-sms");
  }

  private static Page typed(Page page, String code) {
    return reloading(() -> page.form("#kc-duo-form").with("passcode", code).submit());
  }

  private static Page pressed(Page page, String button) {
    return reloading(() -> page.form("#kc-duo-form").press(button).submit());
  }

  /** Looks after the status as the page's script does, and then presses Continue. */
  private Page waited(Page page) {
    long end = System.nanoTime() + LONGEST_WAIT.toNanos();
    while (!isDone(page) && System.nanoTime() < end) {
      scan(page);
      pause();
    }
    return reloading(() -> page.form(WAITING_FORM).press("#duo-continue").submit());
  }

  private void scan(Page page) {
    if (page.has("#duo-enroll-qr path") && !scanned && phones.areInUse()) {
      scanned = duo().scan(DuoLogin.scanned(page));
    }
  }

  private static boolean isDone(Page page) {
    try {
      Page status = page.visit(DuoLogin.statusUrl(page));
      return status.status() != 200 || status.html().contains("\"status\":\"done\"");
    } catch (UncheckedIOException lost) {
      return false;
    }
  }

  /** Asks again as long as no answer comes, as a user does with the reload button. */
  private static Page reloading(Supplier<Page> request) {
    for (int time = 1; ; time++) {
      try {
        return request.get();
      } catch (UncheckedIOException lost) {
        if (time == RELOADS) {
          throw lost;
        }
        pause();
      }
    }
  }
}
