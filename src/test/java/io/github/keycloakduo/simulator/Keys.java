package io.github.keycloakduo.simulator;

import java.util.Locale;

/** The integration key and the secret key of the simulated application. */
record Keys(String ikey, String skey) {

  static Keys random() {
    return new Keys(RandomIds.key("DI"), RandomIds.letters(40).toLowerCase(Locale.ROOT));
  }
}
