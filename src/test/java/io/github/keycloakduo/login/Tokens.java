package io.github.keycloakduo.login;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakduo.testkit.browser.Form;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.browser.PlainBrowser;
import io.github.keycloakduo.testkit.realm.App;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.TestUser;
import io.github.keycloakduo.testkit.realm.TokenResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Clients whose tokens say what there is to say of the step, and what they say. */
final class Tokens {
  /** The reference that an administrator gives to the step's execution. */
  static final Map<String, String> REFERENCE =
      Map.of("default.reference.value", "duo", "default.reference.maxAge", "3600");

  private static final Map<String, String> EVERYWHERE =
      Map.of(
          "access.token.claim", "true",
          "id.token.claim", "true",
          "userinfo.token.claim", "true",
          "introspection.token.claim", "true");

  private Tokens() {}

  /** Gives a client the mappers of {@code duo_mfa} and {@code amr}. */
  static App told(TestRealm realm, App app) {
    return told(realm, app, EVERYWHERE);
  }

  /**
   * Gives a client the mappers.
   *
   * @param where the claim goes to
   */
  static App told(TestRealm realm, App app, Map<String, String> where) {
    mapper(realm, app, "duo-mfa-mapper", where);
    mapper(realm, app, "oidc-amr-mapper", EVERYWHERE);
    return app;
  }

  /** Adds a protocol mapper under its own name. */
  static void mapper(TestRealm realm, App app, String provider, Map<String, String> config) {
    JsonNode client = realm.admin().get("/clients?clientId=" + app.clientId()).get(0);
    realm
        .admin()
        .create(
            "/clients/" + client.path("id").asText() + "/protocol-mappers/models",
            Map.of(
                "name", provider,
                "protocol", "openid-connect",
                "protocolMapper", provider,
                "config", config));
  }

  static List<String> amr(TokenResponse tokens) {
    List<String> methods = new ArrayList<>();
    tokens.accessClaims().path("amr").forEach(method -> methods.add(method.asText()));
    return methods;
  }

  static JsonNode mfa(TokenResponse tokens) {
    return tokens.accessClaims().path("duo_mfa");
  }

  static String acr(TokenResponse tokens) {
    return tokens.idClaims().path("acr").asText();
  }

  /** Types the password; the name too, unless the browser is known. */
  static Page password(
      PlainBrowser browser, App app, Map<String, String> parameters, TestUser user) {
    Page page = browser.open(app.loginUrl(parameters));
    return password(page, user);
  }

  static Page password(Page page, TestUser user) {
    Form form = page.form("#kc-form-login").with("password", user.password());
    if (page.has("#kc-form-login [name=username]")) {
      form.with("username", user.username());
    }
    return DuoLogin.settled(form.submit());
  }
}
