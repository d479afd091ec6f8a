package io.github.keycloakduo.simulator;

import java.net.http.HttpClient;

/** Calls the simulator's endpoints in tests. */
final class TestClient {
  private final DuoSimulator duo;
  private final HttpClient http;

  TestClient(DuoSimulator duo) {
    this.duo = duo;
    this.http =
        HttpClient.newBuilder()
            .sslContext(duo.clientContext())
            .version(HttpClient.Version.HTTP_1_1)
            .build();
  }

  HttpClient http() {
    return http;
  }

  SignedCall call(Endpoint endpoint) {
    return new SignedCall(http, duo, endpoint.method(), endpoint.path());
  }

  SignedCall call(String method, String path) {
    return new SignedCall(http, duo, method, path);
  }

  SignedCall preauth(String user) {
    return call(Endpoint.PREAUTH).with("username", user);
  }

  SignedCall passcode(String user, String code) {
    return auth(user, "passcode").with("passcode", code);
  }

  SignedCall push(String user) {
    return auth(user, "push").with("device", "auto");
  }

  SignedCall auth(String user, String factor) {
    return call(Endpoint.AUTH).with("username", user).with("factor", factor);
  }

  SignedCall status(String txid) {
    return call(Endpoint.AUTH_STATUS).with("txid", txid);
  }

  /** Starts an asynchronous push and takes the first state, so that the next poll waits. */
  String startPush(String user) {
    String txid = push(user).with("async", "1").send().text("/response/txid");
    status(txid).send();
    return txid;
  }
}
