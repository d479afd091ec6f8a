package io.github.keycloakduo.simulator;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request for the prompt that was found to be good. Only its signed part counts. */
record PromptRequest(
    String clientId,
    String username,
    URI redirectUri,
    String state,
    Optional<String> nonce,
    boolean duoCode,
    boolean reauthentication) {
  private static final int SHORTEST = 16;
  private static final int LONGEST = 1024;

  /** Reads the signed request; what is wrong with it is told on an error page. */
  static PromptRequest read(Call call, Keys keys, Instant now) {
    Params params = call.params();
    require(params.required("response_type").equals("code"), "response_type");
    String clientId = params.required("client_id");
    require(keys.knows(clientId), "client_id");
    Jwt jwt =
        Jwt.verified(params.required("request"), keys.skey())
            .orElseThrow(() -> DuoFailure.invalid("request"));
    require("HS512".equals(jwt.header().get("alg")), "alg");
    require(jwt.text("response_type").equals("code"), "response_type");
    require(jwt.text("scope").equals("openid"), "scope");
    require(jwt.text("client_id").equals(clientId), "client_id");
    require(jwt.isCurrentAt(now), "exp");
    require(!jwt.claims().containsKey("iss") || jwt.text("iss").equals(clientId), "iss");
    require(
        !jwt.claims().containsKey("aud") || jwt.text("aud").equals("https://" + call.apiHost()),
        "aud");
    require(!jwt.text("duo_uname").isBlank(), "duo_uname");
    String state = jwt.text("state");
    require(state.length() >= SHORTEST && state.length() <= LONGEST, "state");
    Optional<String> nonce =
        Optional.of(jwt.text("nonce"))
            .filter(text -> !text.isEmpty())
            .or(() -> params.optional("nonce"));
    require(
        nonce.isEmpty() || (nonce.get().length() >= SHORTEST && nonce.get().length() <= LONGEST),
        "nonce");
    return new PromptRequest(
        clientId,
        jwt.text("duo_uname"),
        redirectUri(jwt.text("redirect_uri")),
        state,
        nonce,
        Boolean.TRUE.equals(jwt.claims().get("use_duo_code_attribute")),
        demandsReauthentication(jwt));
  }

  /** By what is signed; the query can be altered by the browser. */
  private static boolean demandsReauthentication(Jwt jwt) {
    Map<String, Object> claims = jwt.claims();
    require(List.of("", "login").contains(jwt.text("prompt")), "prompt");
    Object maxAge = claims.getOrDefault("max_age", 1);
    require(maxAge instanceof Number seconds && seconds.longValue() >= 0, "max_age");
    for (String name : List.of("dest_app_name", "display_username")) {
      require(!claims.containsKey(name) || !jwt.text(name).isBlank(), name);
    }
    return jwt.text("prompt").equals("login") || maxAge.equals(0);
  }

  private static URI redirectUri(String text) {
    try {
      URI uri = new URI(text);
      require(uri.isAbsolute() && uri.getHost() != null, "redirect_uri");
      return uri;
    } catch (java.net.URISyntaxException unreadable) {
      throw DuoFailure.invalid("redirect_uri");
    }
  }

  private static void require(boolean good, String name) {
    if (!good) {
      throw DuoFailure.invalid(name);
    }
  }

  /** Where the browser goes when the prompt is done; parameters that were there stay. */
  String back(String name, String value, String more) {
    String glue = redirectUri.getRawQuery() == null ? "?" : "&";
    return redirectUri
        + glue
        + "state="
        + Canonical.encode(state)
        + "&"
        + name
        + "="
        + Canonical.encode(value)
        + more;
  }
}
