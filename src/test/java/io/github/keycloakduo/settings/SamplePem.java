package io.github.keycloakduo.settings;

/** Certificates for tests; nobody has their keys. */
final class SamplePem {
  static final String ONE =
      """
      -----BEGIN CERTIFICATE-----
      MIIBczCCARmgAwIBAgIUIEAvkc2HVK+oovZdJxGOQscVK0cwCgYIKoZIzj0EAwIw
      DjEMMAoGA1UEAwwDT25lMCAXDTI2MTEyNTAwNDEyNloYDzIxMjYxMTAxMDA0MTI2
      WjAOMQwwCgYDVQQDDANPbmUwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAASjHkSG
      +uazkPDHMqmzMZ948ctVJ4VeCcoIrkD61lY4JcIj/BVk2cgKxR8mNftTxO07dA0+
      v1+ECS/ZNa20ZliFo1MwUTAdBgNVHQ4EFgQU1AJMGbSi0wvIlFG6t2E9sVsj5+Aw
      HwYDVR0jBBgwFoAU1AJMGbSi0wvIlFG6t2E9sVsj5+AwDwYDVR0TAQH/BAUwAwEB
      /zAKBggqhkjOPQQDAgNIADBFAiEA9OLl9naisDwcmUCk/MdJpr5Lcu2b7pxRTkRW
      5/0LNLsCIALnJOlPc8r4n2Jpg7laNFAN3DU/6zyIvXz6zDqKfs/E
      -----END CERTIFICATE-----
      """;

  static final String OTHER =
      """
      -----BEGIN CERTIFICATE-----
      MIIBdzCCAR2gAwIBAgIUcMuhNdgx2qzN/YCEzeN7iknxRQMwCgYIKoZIzj0EAwIw
      EDEOMAwGA1UEAwwFT3RoZXIwIBcNMjYxMTI1MDA0MTI2WhgPMjEyNjExMDEwMDQx
      MjZaMBAxDjAMBgNVBAMMBU90aGVyMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE
      kQfTGR3ygYKgSAR4rS/4200l2mkMlPr3me0L4Y9H9/ovmTrP+eP97a/gNvTbnYAB
      w1EZcU/uuV5FsQvheMxgFaNTMFEwHQYDVR0OBBYEFEOiQbRayYkNJHkY6ap/ImYL
      sYcAMB8GA1UdIwQYMBaAFEOiQbRayYkNJHkY6ap/ImYLsYcAMA8GA1UdEwEB/wQF
      MAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIgXwBjtrb133/4+gFL53LbWKtpCF2gUMNV
      C3juqBsIrFkCIQDWtI+tMTRvhbmokBgtJaHrbMIGE5g5tMbH5wbB5vSAFw==
      -----END CERTIFICATE-----
      """;

  private SamplePem() {}

  /** A certificate whose content is damaged. */
  static String broken() {
    return ONE.replace("MII", "AAA");
  }

  /** A certificate whose end was lost on the way. */
  static String cutOff() {
    return ONE.substring(0, ONE.indexOf("-----END"));
  }
}
