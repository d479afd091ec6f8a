package io.github.keycloakduo.duo;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.FactorAnswer;
import io.github.keycloakduo.mfa.FactorRequest;
import io.github.keycloakduo.mfa.Result;
import java.util.function.Function;

/**
 * The parameters that each factor adds to POST /auth, and the reader of its answer.
 *
 * @see <a href="https://duo.com/docs/authapi#/auth">Duo Auth API, /auth</a>
 */
final class FactorParameters {
  private FactorParameters() {}

  /** Adds the factor's parameters and returns the reader for its answer. */
  static Function<JsonNode, Result<FactorAnswer>> add(
      FactorRequest request, Parameters parameters) {
    return request.match(
        passcode -> {
          parameters.with("passcode", passcode.code().value());
          return AnswerReader::factor;
        },
        onDevice -> add(onDevice, parameters));
  }

  private static Function<JsonNode, Result<FactorAnswer>> add(
      FactorRequest.OnDevice onDevice, Parameters parameters) {
    parameters.with("device", onDevice.device());
    if (onDevice.factor() == Factor.SMS) {
      return AnswerReader::factor;
    }
    // Asynchronous: Duo answers at once, and no connection waits for a person.
    parameters.with("async", "1");
    if (onDevice.factor() == Factor.PUSH) {
      parameters
          .with("display_username", onDevice.displayUsername())
          .with("txid", onDevice.verificationTxid());
      if (!onDevice.details().isEmpty()) {
        parameters.with("pushinfo", Parameters.encode(onDevice.details()));
      }
    }
    return AnswerReader::started;
  }
}
