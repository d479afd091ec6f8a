package io.github.keycloakduo.authentication;

import java.time.Duration;

/**
 * The least time between two questions of a waiting page. It grows with the number of pages, so
 * that these take no more than a part of the processors, which logins need.
 */
public final class PollInterval {
  /** A question costs about half a millisecond: a fourth of a processor. */
  private static final int QUESTIONS_PER_PROCESSOR = 500;

  private static final Duration LONGEST = Duration.ofSeconds(20);

  private PollInterval() {}

  /**
   * In whole seconds; zero while the pages may ask as they like.
   *
   * @param waiting the challenges that run on this node
   * @param processors of this node
   */
  public static Duration of(int waiting, int processors) {
    Duration even = Duration.ofSeconds(waiting / (QUESTIONS_PER_PROCESSOR * processors));
    return even.compareTo(LONGEST) < 0 ? even : LONGEST;
  }
}
