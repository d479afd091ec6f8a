package io.github.keycloakduo.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Chooses how a simulator starts; every setting has a default that suits tests. */
public final class DuoSimulatorBuilder {
  final List<String> hostNames = new ArrayList<>(List.of("localhost", "127.0.0.1"));
  final Settings settings = new Settings();
  String bindAddress = "127.0.0.1";
  int port;
  Keys keys = Keys.random();
  CertificateKind certificate = CertificateKind.TRUSTED;

  DuoSimulatorBuilder() {}

  /** 0, the default, takes a free port. */
  public DuoSimulatorBuilder port(int newPort) {
    port = newPort;
    return this;
  }

  public DuoSimulatorBuilder bindAddress(String address) {
    bindAddress = address;
    return this;
  }

  /** More names for the certificate, besides {@code localhost} and {@code 127.0.0.1}. */
  public DuoSimulatorBuilder hostNames(String... names) {
    hostNames.addAll(List.of(names));
    return this;
  }

  /** The host in links for people; by default the one that the API client used. */
  public DuoSimulatorBuilder publicHost(String host) {
    settings.publicHost = host;
    return this;
  }

  public DuoSimulatorBuilder keys(String ikey, String skey) {
    keys = new Keys(ikey, skey);
    return this;
  }

  public DuoSimulatorBuilder certificate(CertificateKind kind) {
    certificate = kind;
    return this;
  }

  /** How long a push or a call waits for a person; 60 s by default. */
  public DuoSimulatorBuilder pushTimeout(Duration timeout) {
    settings.pushTimeout = timeout;
    return this;
  }

  /** How long one auth_status call waits for news; 30 s by default. */
  public DuoSimulatorBuilder pollWindow(Duration window) {
    settings.pollWindow = window;
    return this;
  }

  /** A poll without news ends with error 40002 instead of the old state. */
  public DuoSimulatorBuilder pollEndsWithError(boolean error) {
    settings.pollEndsWithError = error;
    return this;
  }

  /** Wrong passcodes in a row until the user is locked out; 10 by default, 0 for never. */
  public DuoSimulatorBuilder lockoutThreshold(int failures) {
    settings.lockoutThreshold = failures;
    return this;
  }

  /** Codes in one text message; 1 by default. */
  public DuoSimulatorBuilder smsBatchSize(int codes) {
    settings.smsBatchSize = codes;
    return this;
  }

  public DuoSimulatorBuilder newUsers(NewUserPolicy policy) {
    settings.newUsers = policy;
    return this;
  }

  public DuoSimulator start() {
    return new DuoSimulator(this);
  }
}
