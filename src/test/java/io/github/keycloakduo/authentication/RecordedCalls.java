package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.Fault;
import io.github.keycloakduo.mfa.Result;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Everything asked at one endpoint of the fake Duo, and the answers. */
final class RecordedCalls<Q, T> {
  private final List<Question<Q, T>> asked = new ArrayList<>();
  private final Deque<Supplier<Result<T>>> prepared = new ArrayDeque<>();

  /** One question, answered or not. */
  record Question<Q, T>(Q what, Duration limit, CompletableFuture<Result<T>> answer) {}

  CompletableFuture<Result<T>> ask(Q what, Duration limit) {
    Question<Q, T> question = new Question<>(what, limit, new CompletableFuture<>());
    Supplier<Result<T>> ready;
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
    prepared.add(() -> new Result.Answered<>(answer));
  }

  synchronized void soonFails(Fault.Kind kind) {
    prepared.add(() -> Result.failed(kind, "prepared"));
  }

  synchronized void soonFails(Fault fault) {
    prepared.add(() -> new Result.Failed<>(fault));
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
    open().answer().complete(new Result.Answered<>(answer));
  }

  /** Answers the newest question, as a node that is alive asked it. */
  void answerNewest(T answer) {
    last().answer().complete(new Result.Answered<>(answer));
  }

  void fail(Fault.Kind kind) {
    open().answer().complete(Result.failed(kind, "answered"));
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
