package io.github.keycloakduo.bench;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;

/** One client of one realm of the server. */
record Site(HttpClient http, URI base, String realm, String client) {
  Browser browser() {
    return new Browser(http, base);
  }

  String realmUrl() {
    return base + "/realms/" + realm;
  }

  String loginUrl() {
    return realmUrl()
        + "/protocol/openid-connect/auth?response_type=code&scope=openid&state=s&client_id="
        + client
        + "&redirect_uri="
        + encoded(BenchRealm.REDIRECT);
  }

  String tokenUrl() {
    return realmUrl() + "/protocol/openid-connect/token";
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
