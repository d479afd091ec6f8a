package io.github.keycloakduo.duo;

import com.auth0.jwt.interfaces.DecodedJWT;
import com.duosecurity.model.AuthContext;
import com.duosecurity.model.Token;
import io.github.keycloakduo.mfa.ClientAddress;
import io.github.keycloakduo.mfa.Fault;
import io.github.keycloakduo.mfa.PromptAnswer;
import io.github.keycloakduo.mfa.PromptReport;
import io.github.keycloakduo.mfa.Result;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a token that was found to be good. */
final class PromptReader {
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_./ -]{1,64}");
  private static final int LONGEST_NAME = 100;

  private PromptReader() {}

  /**
   * What Duo decided.
   *
   * @param decoded the same token, for what Duo's library does not read
   */
  static Result<PromptAnswer> answer(Token token, DecodedJWT decoded) {
    PromptReport report = report(token.getAuth_context(), deviceKey(decoded));
    String result = token.getAuth_result() == null ? null : token.getAuth_result().getResult();
    if ("allow".equals(result)) {
      return new Result.Answered<>(new PromptAnswer.Allowed(report));
    }
    if ("deny".equals(result)) {
      String message = token.getAuth_result().getStatus_msg();
      return new Result.Answered<>(
          new PromptAnswer.Denied(message == null ? "" : DuoText.shown(message), report));
    }
    return Result.failed(Fault.Kind.BAD_ANSWER, "Duo's token neither allows nor denies");
  }

  private static @Nullable String deviceKey(DecodedJWT token) {
    Map<String, Object> context = token.getClaim("auth_context").asMap();
    return context != null
            && context.get("auth_device") instanceof Map<?, ?> device
            && device.get("key") instanceof String key
        ? key
        : null;
  }

  private static PromptReport report(@Nullable AuthContext context, @Nullable String deviceKey) {
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
        Optional.ofNullable(address).flatMap(ClientAddress::canonical));
  }

  private static Optional<String> word(@Nullable String text) {
    return Optional.ofNullable(text).filter(given -> WORD.matcher(given).matches());
  }

  /** The name may be a telephone number, or hold one; only its end may be told. */
  static Optional<String> deviceName(@Nullable String name) {
    if (name == null || name.isBlank()) {
      return Optional.empty();
    }
    String cut = name.strip().substring(0, Math.min(LONGEST_NAME, name.strip().length()));
    return Optional.of(DuoText.shown(cut));
  }
}
