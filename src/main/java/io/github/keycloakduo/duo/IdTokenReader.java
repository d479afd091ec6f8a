package io.github.keycloakduo.duo;

import com.auth0.jwt.interfaces.DecodedJWT;
import com.duosecurity.model.AuthContext;
import com.duosecurity.model.AuthResult;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.keycloakduo.mfa.ClientIp;
import io.github.keycloakduo.mfa.Fault;
import io.github.keycloakduo.mfa.PromptAnswer;
import io.github.keycloakduo.mfa.PromptReport;
import io.github.keycloakduo.mfa.Result;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The reader of ID tokens that were found to be good: Duo's claims {@code auth_result} and {@code
 * auth_context}, in the models of Duo's SDK.
 */
final class IdTokenReader {
  /** Duo adds members as it likes. */
  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_./ -]{1,64}");
  private static final int MAX_NAME_LENGTH = 100;

  private IdTokenReader() {}

  /** What Duo decided. */
  static Result<PromptAnswer> answer(DecodedJWT token) {
    @Nullable AuthResult result = claim(token, "auth_result", AuthResult.class);
    PromptReport report =
        report(
            claim(token, "auth_context", AuthContext.class),
            deviceKey(token),
            AmrClaim.of(token.getClaim("amr")));
    if (result != null && "allow".equals(result.getResult())) {
      return new Result.Answered<>(new PromptAnswer.Allowed(report));
    }
    if (result != null && "deny".equals(result.getResult())) {
      String message = result.getStatus_msg();
      return new Result.Answered<>(
          new PromptAnswer.Denied(
              message == null ? "" : PhoneNumberRedaction.redact(message), report));
    }
    return Result.failed(Fault.Kind.BAD_ANSWER, "Duo's token neither allows nor denies");
  }

  private static <T> @Nullable T claim(DecodedJWT token, String name, Class<T> model) {
    return JSON.convertValue(token.getClaim(name).asMap(), model);
  }

  /** Not in the SDK's model. */
  private static @Nullable String deviceKey(DecodedJWT token) {
    Map<String, Object> context = token.getClaim("auth_context").asMap();
    return context != null
            && context.get("auth_device") instanceof Map<?, ?> device
            && device.get("key") instanceof String key
        ? key
        : null;
  }

  private static PromptReport report(
      @Nullable AuthContext context, @Nullable String deviceKey, List<String> amr) {
    if (context == null) {
      return PromptReport.NONE;
    }
    String name = context.getAuth_device() == null ? null : context.getAuth_device().getName();
    String address = context.getAccess_device() == null ? null : context.getAccess_device().getIp();
    return new PromptReport(
        word(context.getFactor()),
        word(context.getReason()),
        word(context.getTxid()),
        word(deviceKey).or(() -> deviceName(name)),
        ClientIp.parse(address),
        amr);
  }

  private static Optional<String> word(@Nullable String text) {
    return Optional.ofNullable(text).filter(given -> WORD.matcher(given).matches());
  }

  /** The name may be a telephone number, or hold one; only its end may be told. */
  static Optional<String> deviceName(@Nullable String name) {
    if (name == null || name.isBlank()) {
      return Optional.empty();
    }
    String cut = name.strip().substring(0, Math.min(MAX_NAME_LENGTH, name.strip().length()));
    return Optional.of(PhoneNumberRedaction.redact(cut));
  }
}
