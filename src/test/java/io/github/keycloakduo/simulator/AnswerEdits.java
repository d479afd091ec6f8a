package io.github.keycloakduo.simulator;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Changes to the JSON of a real answer. */
final class AnswerEdits {
  private AnswerEdits() {}

  static Answer withMember(Answer answer, String member, Object value) {
    try {
      Map<String, Object> envelope = new LinkedHashMap<>(Json.read(answer.body().getBytes()));
      Map<String, Object> response = new LinkedHashMap<>();
      if (envelope.get("response") instanceof Map<?, ?> members) {
        members.forEach((name, old) -> response.put(name.toString(), old));
      }
      response.put(member, value);
      envelope.put("response", response);
      return answer.withBody(Buffer.buffer(Json.write(envelope)));
    } catch (IOException e) {
      throw new IllegalStateException("Only JSON answers can be changed", e);
    }
  }

  /** White space in front keeps the JSON valid, so only a limit on the size can refuse it. */
  static Answer padded(Answer answer, int bytes) {
    int missing = Math.max(0, bytes - answer.body().length());
    return answer.withBody(Buffer.buffer(" ".repeat(missing)).appendBuffer(answer.body()));
  }
}
