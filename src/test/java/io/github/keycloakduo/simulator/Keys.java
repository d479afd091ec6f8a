package io.github.keycloakduo.simulator;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The integration keys and the secret key of the simulated applications: they share the secret, and
 * all that were ever issued are known.
 */
final class Keys {
  private final Set<String> issued = ConcurrentHashMap.newKeySet();
  private final String skey;
  private volatile String ikey;

  Keys(String ikey, String skey) {
    this.ikey = ikey;
    this.skey = skey;
    issued.add(ikey);
  }

  static Keys random() {
    return new Keys(RandomIds.key("DI"), RandomIds.letters(40).toLowerCase(Locale.ROOT));
  }

  /** Issues the key of one more application, which is the current one from now on. */
  void renew() {
    String next = RandomIds.key("DI");
    issued.add(next);
    ikey = next;
  }

  boolean knows(String candidate) {
    return issued.contains(candidate);
  }

  String ikey() {
    return ikey;
  }

  String skey() {
    return skey;
  }
}
