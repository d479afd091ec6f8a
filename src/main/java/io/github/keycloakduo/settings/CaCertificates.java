package io.github.keycloakduo.settings;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The certificates that are trusted for Duo instead of the built-in trust, in the textual encoding
 * of RFC 7468.
 *
 * @param pems one clean PEM block each
 */
public record CaCertificates(List<String> pems) {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN CERTIFICATE-----([^-]*)-----END CERTIFICATE-----");
  private static final Pattern EDGE = Pattern.compile("-----(BEGIN|END) CERTIFICATE-----");

  public CaCertificates {
    pems = List.copyOf(pems);
  }

  /**
   * Reads PEM text. Line breaks may be missing or stand as a backslash and an n, which is what
   * remains of them after some forms and scripts.
   *
   * @return empty when there is no certificate, or one that cannot be read or is cut off
   */
  static Optional<CaCertificates> parse(String text) {
    List<String> pems = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(text.replace("\\n", "\n"));
    if (EDGE.matcher(matcher.replaceAll("")).find()) {
      return Optional.empty();
    }
    matcher.reset();
    while (matcher.find()) {
      Optional<String> pem = clean(matcher.group(1));
      if (pem.isEmpty()) {
        return Optional.empty();
      }
      pems.add(pem.get());
    }
    return pems.isEmpty() ? Optional.empty() : Optional.of(new CaCertificates(pems));
  }

  private static Optional<String> clean(String body) {
    try {
      byte[] der = Base64.getMimeDecoder().decode(body);
      CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
      String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
      return Optional.of("-----BEGIN CERTIFICATE-----\n" + lines + "\n-----END CERTIFICATE-----\n");
    } catch (CertificateException | IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }
}
