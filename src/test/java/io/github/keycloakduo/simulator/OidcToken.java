package io.github.keycloakduo.simulator;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gives a token for a code that was not used yet. */
final class OidcToken implements Operation {
  private static final String ASSERTION_TYPE =
      "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
  private static final long LIFE = 3600;

  private final Account account;

  OidcToken(Account account) {
    this.account = account;
  }

  @Override
  public Future<Answer> run(Call call) {
    return Future.succeededFuture(answer(call));
  }

  private Answer answer(Call call) {
    Params params = call.params();
    String endpoint = "https://" + call.apiHost() + Endpoint.TOKEN.path();
    if (!params.required("grant_type").equals("authorization_code")) {
      return error("unsupported_grant_type", "The grant type is not supported.");
    }
    boolean knownClient =
        params.required("client_assertion_type").equals(ASSERTION_TYPE)
            && account.keys().knows(params.optional("client_id").orElse(account.keys().ikey()))
            && ClientAssertion.isGood(params.required("client_assertion"), endpoint, account);
    if (!knownClient) {
      return error("invalid_client", "The provided client_assertion was invalid.");
    }
    Optional<PromptGrant> grant =
        account
            .prompts()
            .redeem(params.required("code"))
            .filter(
                found ->
                    found
                        .request()
                        .redirectUri()
                        .toString()
                        .equals(params.required("redirect_uri")));
    return grant
        .map(found -> token(found, endpoint))
        .orElseGet(
            () ->
                error(
                    "invalid_grant",
                    "The provided authorization grant (e.g., authorization code) or refresh token"
                        + " is invalid, expired or revoked."));
  }

  private Answer token(PromptGrant grant, String issuer) {
    long now = account.clock().now().getEpochSecond();
    SimulatedUser user = account.world().userNamed(grant.request().username());
    String sent = user.knownAs(grant.request().username()).orElse(user.name());
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", issuer);
    claims.put("aud", grant.request().clientId());
    claims.put("sub", user.name());
    claims.put("preferred_username", sent);
    claims.put("exp", now + LIFE);
    claims.put("iat", now);
    claims.put("auth_time", now);
    claims.put("amr", List.of("mfa", "duo"));
    grant.request().nonce().ifPresent(nonce -> claims.put("nonce", nonce));
    boolean allowed = grant.result().equals("allow");
    claims.put(
        "auth_result",
        Map.of(
            "result",
            grant.result(),
            "status",
            grant.result(),
            "status_msg",
            allowed ? "Login Successful" : "Login request denied."));
    claims.put("auth_context", grant.context());
    if (allowed) {
      String txid = String.valueOf(grant.context().get("txid"));
      account.prompts().approved(Decision.ofPrompt(txid, user.name(), Instant.now()));
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id_token", account.prompts().token(claims, account.keys().skey()));
    body.put("access_token", RandomIds.letters(32));
    body.put("expires_in", LIFE);
    body.put("token_type", "Bearer");
    return Answer.json(200, Json.write(body));
  }

  private static Answer error(String error, String description) {
    return Answer.json(400, Json.write(Map.of("error", error, "error_description", description)));
  }
}
