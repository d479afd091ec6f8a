package io.github.keycloakduo.duo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakduo.mfa.Fault;
import io.github.keycloakduo.mfa.Reply;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What goes into a reply, and what a test wants to know of it. */
final class Replies {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PATIENCE_SECONDS = 30;

  private Replies() {}

  static <T> Reply<T> await(CompletableFuture<Reply<T>> pending) {
    return pending.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  static <T> T answer(CompletableFuture<Reply<T>> pending) {
    return answer(await(pending));
  }

  static <T> T answer(Reply<T> reply) {
    assertThat(reply).isInstanceOf(Reply.Answered.class);
    return ((Reply.Answered<T>) reply).value();
  }

  static <T> Fault fault(Reply<T> reply) {
    assertThat(reply).isInstanceOf(Reply.Failed.class);
    return ((Reply.Failed<T>) reply).fault();
  }

  static <T> Fault fault(CompletableFuture<Reply<T>> pending) {
    return fault(await(pending));
  }

  static <T> Fault.Kind kind(CompletableFuture<Reply<T>> pending) {
    return fault(pending).kind();
  }

  static <T> void assertBad(Reply<T> reply) {
    assertThat(fault(reply).kind()).isEqualTo(Fault.Kind.BAD_ANSWER);
  }

  /** Reads JSON with single quotes. */
  static JsonNode json(String text) {
    try {
      return JSON.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  static ObjectNode object() {
    return JSON.createObjectNode();
  }
}
