package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.Fault;
import io.github.keycloakduo.mfa.Reply;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Everything asked at one endpoint of the fake Duo, and the answers. */
final class PromptScenario<Q, T> {
  private final List<Question<Q, T>> asked = new ArrayList<>();
  private final Deque<Supplier<Reply<T>>> prepared = new ArrayDeque<>();

  /** One question, answered or not. */
  record Question<Q, T>(Q what, Duration limit, CompletableFuture<Reply<T>> answer) {}

  CompletableFuture<Reply<T>> ask(Q what, Duration limit) {
    Question<Q, T> question = new Question<>(what, limit, new CompletableFuture<>());
    Supplier<Reply<T>> ready;
    synchronized (this) {
      asked.add(question);
      ready = prepared.isEmpty() ? null : prepared.removeFirst();
    }
    if (ready != null) {
      question.answer().complete(ready.get());
    }
    return question.answer();
  }

  /** The next question that has no answer yet gets this one at once. */
  synchronized void soon(T answer) {
    prepared.add(() -> new Reply.Answered<>(answer));
  }

  synchronized void soonFails(Fault.Kind kind) {
    prepared.add(() -> Reply.failed(kind, "prepared"));
  }

  /** The next question meets a mistake of our own. */
  synchronized void soonThrows(String message) {
    prepared.add(
        () -> {
          throw new IllegalStateException(message);
        });
  }

  /** Answers the oldest open question. */
  void answer(T answer) {
    open().answer().complete(new Reply.Answered<>(answer));
  }

  /** Answers the newest question, as a node that is alive asked it. */
  void answerNewest(T answer) {
    last().answer().complete(new Reply.Answered<>(answer));
  }

  void fail(Fault.Kind kind) {
    open().answer().complete(Reply.failed(kind, "answered"));
  }

  synchronized int count() {
    return asked.size();
  }

  synchronized Question<Q, T> last() {
    return asked.get(asked.size() - 1);
  }

  synchronized List<Question<Q, T>> all() {
    return List.copyOf(asked);
  }

  private synchronized Question<Q, T> open() {
    return asked.stream()
        .filter(question -> !question.answer().isDone())
        .findFirst()
        .orElseThrow(() -> new AssertionError("Duo was not asked"));
  }
}
