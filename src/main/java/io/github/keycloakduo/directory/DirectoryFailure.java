package io.github.keycloakduo.directory;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import java.util.Optional;
import java.util.Set;

/** Why a lookup has no result; the message is a sentence for the administrator. */
final class DirectoryFailure extends Exception {
  private static final long serialVersionUID = 1L;

  /** The server itself says that it cannot work now. */
  private static final Set<ResultCode> OVERLOADED =
      Set.of(ResultCode.BUSY, ResultCode.UNAVAILABLE, ResultCode.TIME_LIMIT_EXCEEDED);

  private final boolean outage;

  private DirectoryFailure(String sentence, boolean outage) {
    super(sentence);
    this.outage = outage;
  }

  /** The directory works, but the question has no answer there. */
  static DirectoryFailure of(String sentence) {
    return new DirectoryFailure(sentence, false);
  }

  /** The directory itself does not work for us. */
  static DirectoryFailure outage(String sentence) {
    return new DirectoryFailure(sentence, true);
  }

  /** No connection, or none that is allowed to ask. */
  static DirectoryFailure connecting(LDAPException cause) {
    return outage(Sentences.connecting(cause));
  }

  static DirectoryFailure searching(LDAPException cause, DistinguishedName base) {
    ResultCode code = cause.getResultCode();
    return new DirectoryFailure(Sentences.searching(code, base.toString()), isDown(code));
  }

  static DirectoryFailure readingRoot(LDAPException cause) {
    ResultCode code = cause.getResultCode();
    return new DirectoryFailure(Sentences.searching(code, "the root"), isDown(code));
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
}
