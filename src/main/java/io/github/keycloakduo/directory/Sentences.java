package io.github.keycloakduo.directory;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong, for the administrator. Made from codes only: the server's own words could hold
 * what must not be in a log.
 */
final class Sentences {
  private Sentences() {}

  static String connecting(LDAPException cause) {
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

  static String searching(ResultCode code, String base) {
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
