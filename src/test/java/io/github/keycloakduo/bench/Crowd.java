package io.github.keycloakduo.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** People who do the same at the same time, up to so many. */
record Crowd(int parallel) {
  static Crowd of(int parallel) {
    return new Crowd(parallel);
  }

  /** What one of them does. */
  @FunctionalInterface
  interface Work {
    void run(int number) throws IOException, InterruptedException;
  }

  /** Ends when all have done it; the first error is thrown. */
  void forAll(int count, Work work) {
    ExecutorService threads = Executors.newFixedThreadPool(parallel);
    try {
      CompletableFuture.allOf(
              IntStream.range(0, count)
                  .mapToObj(i -> CompletableFuture.runAsync(() -> run(work, i), threads))
                  .toArray(CompletableFuture[]::new))
          .get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private static void run(Work work, int number) {
    try {
      work.run(number);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
