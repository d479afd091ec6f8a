package io.github.keycloakduo.simulator;

import java.time.Instant;
import java.util.Map;

/** A request as it arrived, whether it was accepted or not. */
public record RecordedRequest(
    Endpoint endpoint,
    String method,
    String path,
    String user,
    Map<String, String> params,
    Map<String, String> headers,
    long connection,
    Instant received) {

  public RecordedRequest {
    params = Map.copyOf(params);
    headers = Map.copyOf(headers);
  }
}
