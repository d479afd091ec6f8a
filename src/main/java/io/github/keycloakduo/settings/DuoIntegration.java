package io.github.keycloakduo.settings;

import io.github.keycloakduo.mfa.Secret;

/**
 * The credentials of an application in Duo's Admin Panel.
 *
 * @param ikey integration key, or client id
 * @param skey secret key or client secret, with which every request is signed
 * @param universal whether it is a Web SDK application: users go to Duo's own page; else an Auth
 *     API application
 */
public record DuoIntegration(String ikey, Secret skey, boolean universal) {
  /** An Auth API application. */
  public DuoIntegration(String ikey, Secret skey) {
    this(ikey, skey, false);
  }
}
