package io.github.keycloakduo.simulator;

import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is sent back to a client, and how it is sent. */
record Answer(int status, Map<String, String> headers, Buffer body, Delivery delivery) {

  static Answer ok(Object response) {
    Map<String, Object> envelope = new LinkedHashMap<>();
    envelope.put("stat", "OK");
    envelope.put("response", response);
    return json(200, Json.write(envelope));
  }

  static Answer failure(DuoError error, String detail) {
    Map<String, Object> envelope = new LinkedHashMap<>();
    envelope.put("code", error.code());
    envelope.put("message", error.message());
    if (!detail.isEmpty()) {
      envelope.put("message_detail", detail);
    }
    envelope.put("stat", "FAIL");
    return json(error.httpStatus(), Json.write(envelope));
  }

  static Answer json(int status, String body) {
    return of(status, "application/json", Buffer.buffer(body));
  }

  static Answer html(int status, String body) {
    return of(status, "text/html; charset=utf-8", Buffer.buffer(body));
  }

  static Answer of(int status, String contentType, Buffer body) {
    return new Answer(status, Map.of("Content-Type", contentType), body, Delivery.normal());
  }

  Answer withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Answer(status, more, body, delivery);
  }

  Answer withBody(Buffer newBody) {
    return new Answer(status, headers, newBody, delivery);
  }

  Answer withDelivery(Delivery newDelivery) {
    return new Answer(status, headers, body, newDelivery);
  }
}
