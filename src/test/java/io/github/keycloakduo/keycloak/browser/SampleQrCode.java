package io.github.keycloakduo.keycloak.browser;

/** A QR code for pages that are rendered without a server. */
public final class SampleQrCode {
  private static final QrCode CODE = QrCode.of("duo://4LtGr1m0xw5bq8Zk2nJe-YXBpLTEuZHVvLnRlc3Q");

  private SampleQrCode() {}

  public static int size() {
    return CODE.size();
  }

  public static String path() {
    return CODE.path();
  }
}
