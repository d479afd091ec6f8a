package io.github.keycloakduo.mfa;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * An enrolment of a new user that waits for a phone.
 *
 * @param userId Duo's id of the user
 * @param activationCode the text of the QR code that Duo Mobile scans, of the form {@code
 *     duo://...}
 * @param activationUrl the same for a page that is read on the phone itself
 * @param expiresAt when Duo forgets the code
 * @see <a href="https://duo.com/docs/authapi#/enroll">Duo Auth API, /enroll</a>
 */
public record Enrolment(
    String userId, Secret activationCode, Optional<Secret> activationUrl, Instant expiresAt) {

  /** The address that opens Duo Mobile on the phone itself. */
  public URI link() {
    return URI.create(activationUrl.orElse(activationCode).value());
  }
}
