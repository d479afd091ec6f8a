package io.github.keycloakduo.duo;

import io.github.keycloakduo.mfa.LogSafeText;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * A trust manager that decides as another one does, and says which root certificate the server's
 * chain leads to.
 */
final class TrustWitness extends X509ExtendedTrustManager {
  private final X509ExtendedTrustManager decides;
  private final Consumer<String> trusted;

  private TrustWitness(X509ExtendedTrustManager decides, Consumer<String> trusted) {
    this.decides = decides;
    this.trusted = trusted;
  }

  /**
   * Over the one of these that checks certificates and host names.
   *
   * @param trusted told the root of each chain that is trusted
   */
  static TrustManager over(TrustManager[] managers, Consumer<String> trusted) {
    return Arrays.stream(managers)
        .filter(X509ExtendedTrustManager.class::isInstance)
        .map(manager -> new TrustWitness((X509ExtendedTrustManager) manager, trusted))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("Java has no trust manager for X.509"));
  }

  /** A chain that is not trusted. */
  static final class UntrustedChainException extends CertificateException {
    private static final long serialVersionUID = 1L;

    private final String root;

    UntrustedChainException(String root, CertificateException cause) {
      super(cause);
      this.root = root;
    }

    /** The distinguished name of the root that the chain leads to. */
    String root() {
      return root;
    }
  }

  /** A check of one chain. */
  @FunctionalInterface
  private interface Check {
    void run() throws CertificateException;
  }

  private void witnessed(X509Certificate[] chain, Check check) throws CertificateException {
    try {
      check.run();
    } catch (CertificateException refused) {
      throw new UntrustedChainException(root(chain), refused);
    }
    trusted.accept(root(chain));
  }

  /** Servers leave the root itself out; the last certificate names it as its issuer. */
  private static String root(X509Certificate[] chain) {
    return chain.length == 0
        ? "none"
        : LogSafeText.of(chain[chain.length - 1].getIssuerX500Principal().getName());
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    witnessed(chain, () -> decides.checkServerTrusted(chain, authType, engine));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    witnessed(chain, () -> decides.checkServerTrusted(chain, authType, socket));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    witnessed(chain, () -> decides.checkServerTrusted(chain, authType));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    decides.checkClientTrusted(chain, authType, engine);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    decides.checkClientTrusted(chain, authType, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    decides.checkClientTrusted(chain, authType);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return decides.getAcceptedIssuers();
  }
}
