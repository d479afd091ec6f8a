package io.github.keycloakduo.duo;

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

  private final Relay relay;

  /** Its builder cannot make a subclass, and only a subclass can replace the connector. */
  @SuppressWarnings("deprecation")
  SdkClient(DuoIntegration application, String host) throws DuoException {
    super(application.ikey(), application.skey().value(), host, NO_RETURN_URI);
    relay = new Relay(host);
    duoConnector = relay;
  }

  /** A token that says to the health check who we are. */
  String healthAssertion() throws DuoException {
    try {
      healthCheck();
    } catch (Made made) {
      return made.assertion;
    }
    throw new IllegalStateException("Duo's library asked nothing");
  }

  /** A token that says to the token endpoint who we are. */
  String tokenAssertion() throws DuoException {
    try {
      exchangeAuthorizationCodeFor2FAResult("", idToken -> null);
    } catch (Made made) {
      return made.assertion;
    }
    throw new IllegalStateException("Duo's library asked nothing");
  }

  /** Reads what Duo answered for a code. */
  Token read(String idToken, TokenValidator validator) throws DuoException {
    TokenResponse answer = new TokenResponse();
    answer.setId_token(idToken);
    relay.answer.set(answer);
    try {
      return exchangeAuthorizationCodeFor2FAResult("", validator);
    } finally {
      relay.answer.remove();
    }
  }

  /** Stands where the library would go to the network. */
  private static final class Relay extends DuoConnector {
    private final ThreadLocal<TokenResponse> answer = new ThreadLocal<>();

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
      TokenResponse given = answer.get();
      if (given == null) {
        throw new Made(assertion);
      }
      return given;
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
