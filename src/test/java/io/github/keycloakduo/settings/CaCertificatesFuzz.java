package io.github.keycloakduo.settings;

import io.github.keycloakduo.fuzz.Property;

/** Certificates as administrators paste them. */
public final class CaCertificatesFuzz {
  private CaCertificatesFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    CaCertificates.parse(Property.text(input))
        .ifPresent(
            read -> {
              Property.holds(!read.pems().isEmpty(), "there is a certificate");
              Property.holds(
                  CaCertificates.parse(String.join("", read.pems()))
                      .filter(read::equals)
                      .isPresent(),
                  "what was read is read again");
            });
  }
}
