package io.github.keycloakduo.duo;

import io.github.keycloakduo.fuzz.Property;
import io.github.keycloakduo.mfa.Result;
import io.github.keycloakduo.mfa.Secret;
import io.github.keycloakduo.settings.DuoIntegration;
import io.github.keycloakduo.settings.HostAndPort;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** Answers of the Universal Prompt's endpoints: the first byte chooses the status. */
public final class PromptAnswerFuzz {
  private static final ClientAssertion SENT =
      ClientAssertion.of(
          new DuoIntegration("DIXXXXXXXXXXXXXXXXXX", new Secret("s".repeat(40)), true),
          new HostAndPort("api-1.duosecurity.com", HostAndPort.HTTPS),
          OidcEndpoint.TOKEN,
          Instant.parse("2026-01-01T00:00:00Z"));

  private PromptAnswerFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    int[] statuses = {200, 400, 401, 500};
    int status = input.length == 0 ? 200 : statuses[(input[0] & 0xff) % statuses.length];
    byte[] body = input.length == 0 ? input : Arrays.copyOfRange(input, 1, input.length);
    HttpResponse answer = new HttpResponse(status, body, Optional.empty());
    Result<Long> health = PromptEnvelope.health(answer, SENT);
    Property.holds(
        health instanceof Result.Failed || status == 200, "only HTTP 200 is good health");
    Result<Optional<String>> token = PromptEnvelope.token(answer, SENT);
    if (token instanceof Result.Answered<Optional<String>> answered) {
      Property.holds(
          answered.value().map(text -> status == 200 && !text.isBlank()).orElse(status == 400),
          "a token comes with HTTP 200 and an unknown code with HTTP 400");
    }
  }
}
