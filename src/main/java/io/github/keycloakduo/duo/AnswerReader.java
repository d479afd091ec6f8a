package io.github.keycloakduo.duo;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakduo.mfa.Device;
import io.github.keycloakduo.mfa.Enrolment;
import io.github.keycloakduo.mfa.EnrolmentStatus;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.FactorAnswer;
import io.github.keycloakduo.mfa.FactorAnswer.Refusal;
import io.github.keycloakduo.mfa.Fault;
import io.github.keycloakduo.mfa.Preauth;
import io.github.keycloakduo.mfa.Result;
import io.github.keycloakduo.mfa.Secret;
import io.github.keycloakduo.mfa.VerifiedPush;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The reader of the Auth API's responses. A value that Duo does not document is a bad answer.
 *
 * @see <a href="https://duo.com/docs/authapi#endpoints">Duo Auth API, Endpoints</a>
 */
final class AnswerReader {
  /** The text is Duo's only sign; there is no code for it. */
  private static final String USED = "This passcode has already been used";

  private AnswerReader() {}

  static Result<Long> time(JsonNode response) {
    JsonNode time = response.path("time");
    return time.isIntegralNumber()
        ? new Result.Answered<>(time.asLong())
        : bad("Duo's answer has no time");
  }

  static Result<Preauth> preauth(JsonNode response) {
    String message = PhoneNumberRedaction.redact(text(response, "status_msg"));
    return switch (text(response, "result")) {
      case "auth" -> challenge(response);
      case "allow" -> new Result.Answered<>(new Preauth.Bypass(message));
      case "deny" -> new Result.Answered<>(new Preauth.Denied(message));
      case "enroll" ->
          new Result.Answered<>(
              new Preauth.Enroll(message, link(text(response, "enroll_portal_url"))));
      default -> bad("preauth has an unknown result");
    };
  }

  static Result<FactorAnswer> factor(JsonNode response) {
    String status = text(response, "status");
    String message = PhoneNumberRedaction.redact(text(response, "status_msg"));
    return switch (text(response, "result")) {
      case "allow" -> new Result.Answered<>(new FactorAnswer.Allowed(status.equals("bypass")));
      case "waiting" -> new Result.Answered<>(new FactorAnswer.Waiting(message));
      case "deny" -> new Result.Answered<>(refused(status, message));
      default -> bad("auth has an unknown result");
    };
  }

  /** The answer to an asynchronous factor: nothing but a transaction id. */
  static Result<FactorAnswer> started(JsonNode response) {
    String txid = text(response, "txid");
    return txid.isBlank()
        ? bad("auth has no txid")
        : new Result.Answered<>(new FactorAnswer.Started(txid));
  }

  static Result<Enrolment> enrolment(JsonNode response) {
    String userId = text(response, "user_id");
    String code = text(response, "activation_code");
    Optional<Instant> expiration = EpochTime.of(response.path("expiration"));
    // The code becomes a link: of any other scheme it could run in the page.
    if (userId.isBlank() || !isUri(code, "duo") || expiration.isEmpty()) {
      return bad("enroll has no user, no activation code or no expiration");
    }
    Optional<Secret> url =
        Optional.of(text(response, "activation_url"))
            .filter(text -> isUri(text, "https"))
            .map(Secret::new);
    return new Result.Answered<>(new Enrolment(userId, new Secret(code), url, expiration.get()));
  }

  /** The answer is a word and no object. */
  static Result<EnrolmentStatus> enrolmentStatus(JsonNode response) {
    return switch (response.asText("")) {
      case "success" -> new Result.Answered<>(EnrolmentStatus.ACTIVATED);
      case "waiting" -> new Result.Answered<>(EnrolmentStatus.WAITING);
      case "invalid" -> new Result.Answered<>(EnrolmentStatus.INVALID);
      default -> bad("enroll_status has an unknown result");
    };
  }

  private static FactorAnswer refused(String status, String message) {
    return switch (status) {
      case "sent" -> new FactorAnswer.SmsSent();
      case "timeout" -> new FactorAnswer.Refused(Refusal.TIMEOUT, message);
      case "fraud" -> new FactorAnswer.Refused(Refusal.FRAUD, message);
      case "locked_out" -> new FactorAnswer.Refused(Refusal.LOCKED_OUT, message);
      default ->
          new FactorAnswer.Refused(
              message.startsWith(USED) ? Refusal.PASSCODE_USED : Refusal.DENIED, message);
    };
  }

  private static Result<Preauth> challenge(JsonNode response) {
    if (!response.path("devices").isArray()) {
      return bad("preauth names no list of devices");
    }
    List<Device> devices = new ArrayList<>();
    for (JsonNode node : response.path("devices")) {
      if (text(node, "device").isBlank()) {
        return bad("preauth names a device without an id");
      }
      devices.add(device(node));
    }
    return new Result.Answered<>(new Preauth.Challenge(devices, verifiedPush(response)));
  }

  private static Device device(JsonNode node) {
    Set<Factor> capabilities = EnumSet.noneOf(Factor.class);
    // Hardware tokens come without this list.
    for (JsonNode capability : node.path("capabilities")) {
      Factor.of(capability.asText()).ifPresent(capabilities::add);
    }
    String id = text(node, "device");
    String label =
        Stream.of("display_name", "name", "number")
            .map(field -> text(node, field).strip())
            .filter(text -> !text.isEmpty())
            .findFirst()
            .orElse(id);
    return new Device(id, label, capabilities);
  }

  private static Optional<VerifiedPush> verifiedPush(JsonNode response) {
    String txid = text(response, "txid");
    String code = text(response, "verification_code");
    return txid.isBlank() || code.isBlank()
        ? Optional.empty()
        : Optional.of(
            new VerifiedPush(
                txid, code, EpochTime.of(response.path("expiration")).orElse(Instant.EPOCH)));
  }

  private static Optional<URI> link(String text) {
    return isUri(text, "https") ? Optional.of(URI.create(text)) : Optional.empty();
  }

  private static boolean isUri(String text, String scheme) {
    try {
      return scheme.equals(URI.create(text).getScheme());
    } catch (IllegalArgumentException unreadable) {
      return false;
    }
  }

  /** Empty for a missing or null field, which Jackson would otherwise read as the word "null". */
  private static String text(JsonNode node, String field) {
    return node.path(field).asText("");
  }

  private static <T> Result<T> bad(String detail) {
    return Result.failed(Fault.Kind.BAD_ANSWER, detail);
  }
}
