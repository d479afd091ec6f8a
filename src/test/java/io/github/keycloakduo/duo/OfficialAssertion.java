package io.github.keycloakduo.duo;

import com.auth0.jwt.JWT;
import com.auth0.jwt.interfaces.DecodedJWT;
import com.duosecurity.Client;
import com.duosecurity.exception.DuoException;
import com.duosecurity.model.HealthCheckResponse;
import com.duosecurity.model.TokenResponse;
import com.duosecurity.service.DuoConnector;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The client assertions of Duo's own SDK as the measure; nothing is sent. */
final class OfficialAssertion extends Client {
  private @Nullable String assertion;

  /** Its builder cannot make a subclass, and only a subclass can replace the connector. */
  @SuppressWarnings("deprecation")
  OfficialAssertion(String clientId, String secret, String host) throws DuoException {
    super(clientId, secret, host, "https://app.example/");
    duoConnector = new Capture(host);
  }

  DecodedJWT ofHealthCheck() throws DuoException {
    healthCheck();
    return JWT.decode(Objects.requireNonNull(assertion));
  }

  /** The token in the answer is the assertion. */
  DecodedJWT ofExchange() throws DuoException {
    exchangeAuthorizationCodeFor2FAResult("code", JWT::decode);
    return JWT.decode(Objects.requireNonNull(assertion));
  }

  private final class Capture extends DuoConnector {
    Capture(String host) throws DuoException {
      super(host, new String[0]);
    }

    @Override
    public HealthCheckResponse duoHealthcheck(String clientId, String made) {
      assertion = made;
      HealthCheckResponse good = new HealthCheckResponse();
      good.setStat("OK");
      return good;
    }

    @Override
    public TokenResponse exchangeAuthorizationCodeFor2FAResult(
        String userAgent,
        String grantType,
        String code,
        String redirectUri,
        String assertionType,
        String made) {
      assertion = made;
      TokenResponse answer = new TokenResponse();
      answer.setId_token(made);
      return answer;
    }
  }
}
