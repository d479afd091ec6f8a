package io.github.keycloakduo.duo;

import io.github.keycloakduo.mfa.Secret;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What it costs to sign a request to Duo. */
@State(Scope.Benchmark)
public class SigningBenchmark {
  private static final String IKEY = "DIBENCHBENCHBENCHBEN";
  private static final Secret SKEY = new Secret("benchbenchbenchbenchbenchbenchbenchbench");
  private static final String BODY =
      "{\"factor\":\"passcode\",\"passcode\":\"123456\",\"username\":\"alice\"}";

  private final RequestSigner signer = new RequestSigner(IKEY, SKEY);

  /** A call of the Auth API. */
  @Benchmark
  public String request() {
    return signer.authorization(
        "Tue, 01 Dec 2026 10:00:00 +0000",
        "POST",
        "api-12345678.duosecurity.com",
        "/auth/v2/auth",
        "",
        BODY);
  }
}
