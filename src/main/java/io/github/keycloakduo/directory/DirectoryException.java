package io.github.keycloakduo.directory;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * An exception that ends a lookup without a result; its message is a sentence for the
 * administrator. Sentences are made from codes only: the server's own words could hold what must
 * not be in a log.
 */
final class DirectoryException extends Exception {
  private static final long serialVersionUID = 1L;

  /** The server itself says that it cannot work now. */
  private static final Set<ResultCode> OVERLOADED =
      Set.of(ResultCode.BUSY, ResultCode.UNAVAILABLE, ResultCode.TIME_LIMIT_EXCEEDED);

  private final boolean outage;

  private DirectoryException(String sentence, boolean outage) {
    super(sentence);
    this.outage = outage;
  }

  /** The directory works, but the question has no answer there. */
  static DirectoryException of(String sentence) {
    return new DirectoryException(sentence, false);
  }

  /** The directory itself does not work for us. */
  static DirectoryException outage(String sentence) {
    return new DirectoryException(sentence, true);
  }

  /** No connection, or none that is allowed to ask. */
  static DirectoryException connecting(LDAPException cause) {
    return outage(sentenceOfConnecting(cause));
  }

  static DirectoryException searching(LDAPException cause, DistinguishedName base) {
    ResultCode code = cause.getResultCode();
    return new DirectoryException(sentenceOfSearching(code, base.toString()), isDown(code));
  }

  static DirectoryException readingRoot(LDAPException cause) {
    ResultCode code = cause.getResultCode();
    return new DirectoryException(sentenceOfSearching(code, "the root"), isDown(code));
  }

  private static boolean isDown(ResultCode code) {
    return !code.isConnectionUsable() || OVERLOADED.contains(code);
  }

  /** Whether the next question would fail in the same way. */
  boolean isOutage() {
    return outage;
  }

  String sentence() {
    return Optional.ofNullable(getMessage()).orElse("the directory failed");
  }

  private static String sentenceOfConnecting(LDAPException cause) {
    ResultCode code = cause.getResultCode();
    if (code.equals(ResultCode.INVALID_CREDENTIALS)) {
      return "the directory refused the bind: wrong bind DN or password";
    }
    if (isAbout(cause, CertificateException.class)) {
      return "the certificate of the directory is not trusted, or is for another host";
    }
    if (isAbout(cause, SSLException.class)) {
      return "no TLS connection to the directory";
    }
    if (code.equals(ResultCode.TIMEOUT)) {
      return "the directory did not answer in time";
    }
    return code.isConnectionUsable()
        ? "the directory refused the connection (" + code + ")"
        : "no connection to the directory (" + code + ")";
  }

  private static String sentenceOfSearching(ResultCode code, String base) {
    if (code.equals(ResultCode.NO_SUCH_OBJECT)) {
      return "the base " + base + " does not exist, or the bind user may not see it";
    }
    if (code.equals(ResultCode.REFERRAL)) {
      return "the directory refers to another server for " + base + ", which is not followed";
    }
    if (code.equals(ResultCode.TIMEOUT) || code.equals(ResultCode.TIME_LIMIT_EXCEEDED)) {
      return "the directory did not answer in time";
    }
    return "the search below " + base + " failed (" + code + ")";
  }

  private static boolean isAbout(Throwable thrown, Class<? extends Throwable> type) {
    @Nullable Throwable cause = thrown;
    // A chain of causes may be a ring.
    for (int depth = 0; cause != null && depth < 20; depth++) {
      if (type.isInstance(cause)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
