package io.github.keycloakduo.duo;

import com.duosecurity.exception.DuoException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.keycloakduo.fuzz.Property;
import io.github.keycloakduo.mfa.PromptAnswer;
import io.github.keycloakduo.mfa.PromptRequest;
import io.github.keycloakduo.mfa.Result;
import io.github.keycloakduo.mfa.Secret;
import io.github.keycloakduo.settings.DuoIntegration;
import io.github.keycloakduo.settings.HostAndPort;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** ID tokens: once the input is the whole token, once it is claims in one that Duo has signed. */
public final class IdTokenFuzz {
  private static final String SKEY = "s".repeat(40);
  private static final String IKEY = "DIXXXXXXXXXXXXXXXXXX";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DuoIntegration APPLICATION =
      new DuoIntegration(IKEY, new Secret(SKEY), true);
  private static final HostAndPort HOST =
      new HostAndPort("api-1.duosecurity.com", HostAndPort.HTTPS);
  private static final PromptRequest TICKET =
      new PromptRequest(
          "alice", new Secret("state"), new Secret("nonce"), URI.create("https://a.example/"));

  private IdTokenFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) throws GeneralSecurityException {
    String text = Property.text(input);
    // The validator of Duo's SDK looks at the clock of the system.
    Instant now = Instant.now();
    IdTokenCheck check = new IdTokenCheck(APPLICATION, HOST, TICKET, now);
    try {
      check.verified(text);
      Property.holds(false, "a token without Duo's signature is refused");
    } catch (DuoException | RuntimeException refused) {
      checkSigned(check, now, text);
    }
  }

  private static void checkSigned(IdTokenCheck check, Instant now, String claims)
      throws GeneralSecurityException {
    String payload =
        String.format(
            "{\"iss\":\"https://api-1.duosecurity.com/oauth/v1/token\",\"aud\":\"%s\",\"sub\":\"alice\","
                + "\"preferred_username\":\"alice\",\"nonce\":\"nonce\",\"exp\":%d,\"iat\":%d%s}",
            IKEY, now.getEpochSecond() + 86_400, now.getEpochSecond(), claims);
    try {
      Result<PromptAnswer> answer = IdTokenReader.answer(check.verified(signed(payload)));
      if (answer instanceof Result.Answered<PromptAnswer> answered
          && answered.value() instanceof PromptAnswer.Allowed) {
        Property.holds(
            JSON.readTree(payload).path("auth_result").path("result").asText().equals("allow"),
            "only allow lets in");
      }
    } catch (DuoException | RuntimeException | JsonProcessingException refused) {
      // The client takes it for a bad answer.
      return;
    }
  }

  private static String signed(String payload) throws GeneralSecurityException {
    String content =
        encoded("{\"alg\":\"HS512\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));
    content += "." + encoded(payload.getBytes(StandardCharsets.UTF_8));
    Mac mac = Mac.getInstance("HmacSHA512");
    mac.init(new SecretKeySpec(SKEY.getBytes(StandardCharsets.UTF_8), "HmacSHA512"));
    return content + "." + encoded(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
