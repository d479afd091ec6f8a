package io.github.keycloakduo.duo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakduo.mfa.Fault;
import io.github.keycloakduo.mfa.Result;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What goes into a reply, and what a test wants to know of it. */
final class Replies {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PATIENCE_SECONDS = 30;

  private Replies() {}

  static <T> Result<T> await(CompletableFuture<Result<T>> pending) {
    return pending.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  static <T> T answer(CompletableFuture<Result<T>> pending) {
    return answer(await(pending));
  }

  static <T> T answer(Result<T> reply) {
    assertThat(reply).isInstanceOf(Result.Answered.class);
    return ((Result.Answered<T>) reply).value();
  }

  static <T> Fault fault(Result<T> reply) {
    assertThat(reply).isInstanceOf(Result.Failed.class);
    return ((Result.Failed<T>) reply).fault();
  }

  static <T> Fault fault(CompletableFuture<Result<T>> pending) {
    return fault(await(pending));
  }

  static <T> Fault.Kind kind(CompletableFuture<Result<T>> pending) {
    return fault(pending).kind();
  }

  static <T> void assertBad(Result<T> reply) {
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
