package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.browser.PlainBrowser;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.TestUser;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A person called alice at a realm that sends people to Duo's own page. */
final class PromptLogin {
  private final TestRealm realm;
  private final DuoSimulator duo;
  private final DuoLogin login;
  private final PlainBrowser browser;

  private PromptLogin(TestRealm realm, DuoSimulator duo, DuoLogin login) {
    this.realm = realm;
    this.duo = duo;
    this.login = login;
    this.browser = anotherBrowser();
  }

  static PromptLogin at(TestRealm realm, DuoSimulator duo, Map<String, String> changes) {
    return new PromptLogin(realm, duo, DuoLogin.at(realm, duo, config(changes)));
  }

  static Map<String, String> config(Map<String, String> changes) {
    Map<String, String> config = new HashMap<>(changes);
    config.put("duo.mode", "universal");
    return config;
  }

  DuoLogin login() {
    return login;
  }

  PlainBrowser browser() {
    return browser;
  }

  PlainBrowser anotherBrowser() {
    return realm.browser().trusting(duo.clientContext());
  }

  /** Types the password in a new tab and goes on to Duo's page. */
  Page prompt() {
    return prompt(browser);
  }

  Page prompt(PlainBrowser other) {
    Page page = password(other);
    assertThat(page.has("#prompt")).as(page.toString()).isTrue();
    return page;
  }

  /** Types the password in a new tab and goes on to whatever comes. */
  Page password(PlainBrowser other) {
    return DuoLogin.settled(login.password(other));
  }

  /** The same for another person. */
  Page password(PlainBrowser other, TestUser person) {
    return DuoLogin.settled(login.password(other, person));
  }

  /** Presses a button of Duo's page and goes on to what the login shows. */
  static Page decide(Page prompt, String decision) {
    return DuoLogin.settled(pressed(prompt, decision));
  }

  static Page decide(Page prompt, String decision, String factor) {
    return DuoLogin.settled(
        prompt.form("#prompt").with("factor", factor).press("#prompt-" + decision).submit());
  }

  static Page pressed(Page prompt, String decision) {
    return prompt.form("#prompt").press("#prompt-" + decision).submit();
  }

  /** Presses a button, and stops before the browser comes back to Keycloak. */
  URI answer(Page prompt, String decision) {
    URI callback = returnUri(prompt);
    PlainBrowser atDuo = new PlainBrowser(callback).trusting(duo.clientContext());
    Page same = atDuo.open(prompt.url());
    return pressed(same, decision).url();
  }

  /** Where Duo was told to send the browser back to. */
  static URI returnUri(Page prompt) {
    return URI.create(prompt.parameter("redirect_uri").orElseThrow());
  }

  /** An address with one parameter changed. */
  static URI with(URI uri, String name, String value) {
    return URI.create(uri.toString().replaceAll("([?&]" + name + "=)[^&]*", "$1" + value));
  }

  static String parameter(URI uri, String name) {
    for (String pair : uri.getRawQuery().split("&", -1)) {
      if (pair.startsWith(name + "=")) {
        return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
      }
    }
    throw new AssertionError("no " + name + " in " + uri);
  }

  static String outcome(Page page) {
    return page.element("#duo-outcome").attr("data-outcome");
  }
}
