package io.github.keycloakduo.duo;

import io.github.keycloakduo.mfa.Fault;
import io.github.keycloakduo.mfa.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The lookup of host names by the resolver of the JVM, on threads of its own: the resolver blocks,
 * for long when a name server is silent. At most two threads work for each name.
 */
final class NameLookup implements AutoCloseable {
  /** What a lookup itself and a connection need at least. */
  private static final int NEEDED_HANDLES = 4;

  /** The resolver, such as that of the JVM. */
  @FunctionalInterface
  interface Resolver {
    InetAddress[] addresses(String name) throws UnknownHostException;
  }

  private static final int MAX_LETTERS = 31;

  private final Resolver resolver;
  private final AtomicInteger spellings = new AtomicInteger();
  private final Map<String, CompletableFuture<Result<List<InetAddress>>>> known =
      new ConcurrentHashMap<>();
  private final Map<String, CompletableFuture<Result<List<InetAddress>>>> fresh =
      new ConcurrentHashMap<>();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "duo-mfa-names");
            thread.setDaemon(true);
            return thread;
          });

  NameLookup() {
    this(InetAddress::getAllByName);
  }

  NameLookup(Resolver resolver) {
    this.resolver = resolver;
  }

  /** The addresses of a name, perhaps from the cache of the JVM; never none. */
  CompletableFuture<Result<List<InetAddress>>> known(String name) {
    return shared(known, name, name);
  }

  /**
   * The addresses of a name as name servers have them now. The JVM answers for ten seconds from its
   * cache that a name is unknown, but by its exact spelling, while letters are the same to name
   * servers in either case. A hosts file may see that otherwise: so a failure proves something only
   * where {@link #known} fails, too.
   */
  CompletableFuture<Result<List<InetAddress>>> fresh(String name) {
    return shared(fresh, name, respelled(name));
  }

  /** Whoever asks while a lookup runs gets its answer. */
  private CompletableFuture<Result<List<InetAddress>>> shared(
      Map<String, CompletableFuture<Result<List<InetAddress>>>> running,
      String name,
      String spelling) {
    CompletableFuture<Result<List<InetAddress>>> mine = new CompletableFuture<>();
    CompletableFuture<Result<List<InetAddress>>> other = running.putIfAbsent(name, mine);
    if (other != null) {
      return other;
    }
    try {
      threads.execute(() -> end(running, name, mine, lookup(name, spelling)));
    } catch (RuntimeException | OutOfMemoryError noThread) {
      end(
          running,
          name,
          mine,
          Result.failed(Fault.Kind.INTERNAL, "this server has no thread to spare for it"));
    }
    return mine;
  }

  /** Removed first: a caller that learns the answer and asks again starts a new lookup. */
  private static void end(
      Map<String, CompletableFuture<Result<List<InetAddress>>>> running,
      String name,
      CompletableFuture<Result<List<InetAddress>>> lookup,
      Result<List<InetAddress>> result) {
    running.remove(name, lookup);
    lookup.complete(result);
  }

  private Result<List<InetAddress>> lookup(String name, String spelling) {
    try {
      List<InetAddress> addresses = new ArrayList<>();
      for (InetAddress address : resolver.addresses(spelling)) {
        addresses.add(InetAddress.getByAddress(name, address.getAddress()));
      }
      return new Result.Answered<>(List.copyOf(addresses));
    } catch (UnknownHostException unknown) {
      // Without file handles nobody can be asked; that says nothing of the name.
      return isSystemError(unknown) || !hasHandles()
          ? Result.failed(Fault.Kind.INTERNAL, "this server cannot look up host names now")
          : Result.failed(Fault.Kind.DNS, "the host name is unknown");
    } catch (RuntimeException | Error ours) {
      return Result.failed(Fault.Kind.INTERNAL, "looking up the host name failed");
    }
  }

  /** EAI_SYSTEM, by the words that the C library has for it. */
  private static boolean isSystemError(UnknownHostException failure) {
    return String.valueOf(failure.getMessage()).contains("System error");
  }

  /** Whether the system grants this process some more handles. */
  private static boolean hasHandles() {
    List<DatagramChannel> opened = new ArrayList<>();
    try {
      while (opened.size() < NEEDED_HANDLES) {
        opened.add(DatagramChannel.open());
      }
      return true;
    } catch (IOException none) {
      return false;
    } finally {
      opened.forEach(NameLookup::close);
    }
  }

  private static void close(DatagramChannel channel) {
    try {
      channel.close();
    } catch (IOException closed) {
      // It was never used.
    }
  }

  /** The name with other letters in upper case than the last times. */
  private String respelled(String name) {
    StringBuilder spelling = new StringBuilder(name);
    int turn = 1 + Math.floorMod(spellings.getAndIncrement(), Integer.MAX_VALUE);
    int letters = 0;
    for (int i = 0; i < name.length() && letters < MAX_LETTERS; i++) {
      char letter = name.charAt(i);
      if (Character.isLetter(letter)) {
        if ((turn >> letters & 1) == 1) {
          spelling.setCharAt(i, flipped(letter));
        }
        letters++;
      }
    }
    // All that this name has of them were used: back to the start, but never to the name itself.
    return spelling.toString().equals(name) && letters > 0 ? respelled(name) : spelling.toString();
  }

  private static char flipped(char letter) {
    return Character.isUpperCase(letter)
        ? Character.toLowerCase(letter)
        : Character.toUpperCase(letter);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
