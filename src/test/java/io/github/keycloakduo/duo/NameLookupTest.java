package io.github.keycloakduo.duo;

import static io.github.keycloakduo.duo.Replies.answer;
import static io.github.keycloakduo.duo.Replies.kind;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.Fault.Kind;
import io.github.keycloakduo.mfa.Result;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class NameLookupTest {
  private static final String HOST = "api-1f3.duosecurity.com";

  /** As the JVM: a failure is known for a while, by the exact spelling. */
  private static final class CachingResolver implements NameLookup.Resolver {
    private final Set<String> failed = ConcurrentHashMap.newKeySet();
    private volatile boolean nameServerWorks;

    @Override
    public InetAddress[] addresses(String name) throws UnknownHostException {
      if (!nameServerWorks || failed.contains(name)) {
        failed.add(name);
        throw new UnknownHostException(name);
      }
      return new InetAddress[] {InetAddress.getByAddress(name, new byte[] {127, 0, 0, 1})};
    }
  }

  @Test
  void isNotAnsweredFromTheCacheWhereAFreshAnswerIsWanted() {
    CachingResolver resolver = new CachingResolver();
    try (NameLookup names = new NameLookup(resolver)) {
      assertThat(kind(names.known(HOST))).isEqualTo(Kind.DNS);
      for (int i = 0; i < 100; i++) {
        assertThat(kind(names.fresh(HOST))).isEqualTo(Kind.DNS);
      }
      resolver.nameServerWorks = true;
      assertThat(kind(names.known(HOST))).isEqualTo(Kind.DNS);
      assertThat(answer(names.fresh(HOST)))
          .extracting(InetAddress::getHostAddress, InetAddress::getHostName)
          .containsExactly(org.assertj.core.groups.Tuple.tuple("127.0.0.1", HOST));
    }
  }

  @Test
  void spellsTheSameNameInAnotherWayEachTime() {
    List<String> spellings = new ArrayList<>();
    NameLookup.Resolver resolver =
        name -> {
          spellings.add(name);
          throw new UnknownHostException(name);
        };
    try (NameLookup names = new NameLookup(resolver)) {
      for (int i = 0; i < 200; i++) {
        kind(names.fresh(HOST));
      }
      kind(names.fresh("a1"));
      kind(names.fresh("a1"));
      kind(names.fresh("127.0.0.1"));
    }
    assertThat(new HashSet<>(spellings.subList(0, 200))).hasSize(200).doesNotContain(HOST);
    assertThat(spellings.subList(0, 200)).allMatch(HOST::equalsIgnoreCase);
    assertThat(spellings.subList(200, 203)).containsExactly("A1", "A1", "127.0.0.1");
  }

  @Test
  void worksWithTwoThreadsForANameHoweverManyAsk() {
    CountDownLatch silent = new CountDownLatch(1);
    AtomicInteger asked = new AtomicInteger();
    NameLookup.Resolver resolver =
        name -> {
          asked.incrementAndGet();
          try {
            silent.await();
          } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
          }
          throw new UnknownHostException(name);
        };
    try (NameLookup names = new NameLookup(resolver)) {
      List<CompletableFuture<Result<List<InetAddress>>>> waiting = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        waiting.add(names.known(HOST));
        waiting.add(names.fresh(HOST));
      }
      silent.countDown();
      assertThat(waiting).allMatch(answer -> kind(answer) == Kind.DNS);
      assertThat(asked).hasValue(2);
    }
  }

  /** Without file handles the C library says so, and nothing of the name. */
  @Test
  void takesAResolverThatCannotWorkForOurOwnTrouble() {
    NameLookup.Resolver helpless =
        name -> {
          throw new UnknownHostException(name + ": System error");
        };
    NameLookup.Resolver broken =
        name -> {
          throw new NoClassDefFoundError("resolver");
        };
    for (NameLookup.Resolver resolver : List.of(helpless, broken)) {
      try (NameLookup names = new NameLookup(resolver)) {
        assertThat(kind(names.known(HOST))).isEqualTo(Kind.INTERNAL);
        assertThat(kind(names.fresh(HOST))).isEqualTo(Kind.INTERNAL);
      }
    }
  }

  @Test
  void looksUpNothingAfterItWasClosed() {
    NameLookup names = new NameLookup();
    names.close();
    assertThat(kind(names.known("localhost"))).isEqualTo(Kind.INTERNAL);
  }
}
