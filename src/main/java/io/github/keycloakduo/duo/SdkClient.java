package io.github.keycloakduo.duo;

import com.auth0.jwt.JWT;
import com.duosecurity.Client;
import com.duosecurity.TokenValidator;
import com.duosecurity.exception.DuoException;
import com.duosecurity.model.Token;
import com.duosecurity.model.TokenResponse;
import com.duosecurity.service.DuoConnector;
import io.github.keycloakduo.settings.DuoIntegration;

/**
 * Duo's own library without its network: it makes the assertions we send, and reads the answers we
 * got. See {@code docs/decisions/0012-universal-prompt.md}.
 */
final class SdkClient extends Client {
  /** The library keeps one return address for good; ours differs with every visit. */
  private static final String NO_RETURN_URI = "https://unused.invalid/";

  private static final String NO_ANSWER_YET = "";

  /** Its builder cannot make a subclass, and only a subclass can replace the connector. */
  @SuppressWarnings("deprecation")
  SdkClient(DuoIntegration application, String host) throws DuoException {
    super(application.ikey(), application.skey().value(), host, NO_RETURN_URI);
    duoConnector = new Relay(host);
  }

  /** A token that says to the health check who we are. */
  String healthAssertion() {
    try {
      healthCheck();
    } catch (Made made) {
      return made.assertion;
    } catch (DuoException refused) {
      throw new IllegalStateException("Duo's library makes no assertion", refused);
    }
    throw new IllegalStateException("Duo's library asked nothing");
  }

  /** A token that says to the token endpoint who we are. */
  String tokenAssertion() {
    try {
      exchangeAuthorizationCodeFor2FAResult(NO_ANSWER_YET, JWT::decode);
    } catch (Made made) {
      return made.assertion;
    } catch (DuoException refused) {
      throw new IllegalStateException("Duo's library makes no assertion", refused);
    }
    throw new IllegalStateException("Duo's library asked nothing");
  }

  /** Reads a token that Duo gave for a code. */
  Token read(String idToken, TokenValidator validator) throws DuoException {
    return exchangeAuthorizationCodeFor2FAResult(idToken, validator);
  }

  /**
   * Stands where the library would go to the network. In the place of the code it takes the token
   * that we already have for it.
   */
  private static final class Relay extends DuoConnector {
    Relay(String host) throws DuoException {
      super(host, new String[0]);
    }

    @Override
    public com.duosecurity.model.HealthCheckResponse duoHealthcheck(
        String clientId, String assertion) {
      throw new Made(assertion);
    }

    @Override
    public TokenResponse exchangeAuthorizationCodeFor2FAResult(
        String userAgent,
        String grantType,
        String code,
        String redirectUri,
        String assertionType,
        String assertion) {
      if (code.equals(NO_ANSWER_YET)) {
        throw new Made(assertion);
      }
      TokenResponse answer = new TokenResponse();
      answer.setId_token(code);
      return answer;
    }
  }

  /** The library made an assertion and would now send it. */
  private static final class Made extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient String assertion;

    Made(String assertion) {
      super(null, null, false, false);
      this.assertion = assertion;
    }
  }
}
