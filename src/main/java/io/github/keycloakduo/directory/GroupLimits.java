package io.github.keycloakduo.directory;

/** How much one login may cost. Beyond it the answer is "unreadable", never a part of the truth. */
final class GroupLimits {
  static final int MOST_GROUPS = 5000;
  static final int DEEPEST = 20;

  private GroupLimits() {}

  static void check(int groups) throws DirectoryFailure {
    if (groups > MOST_GROUPS) {
      throw DirectoryFailure.of("more than " + MOST_GROUPS + " groups would have to be looked at");
    }
  }
}
