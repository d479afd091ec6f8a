package io.github.keycloakduo.grace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class DeviceCookieTest {
  private static final SecretKey KEY = key("one");
  private static final SecretKey OTHER_KEY = key("another");
  private static final DeviceCookie COOKIE = DeviceCookie.fresh(new SecureRandom());
  private static final String SIGNED = COOKIE.signed("realm", "alice", KEY);

  private static SecretKey key(String text) {
    return new SecretKeySpec(text.repeat(20).getBytes(StandardCharsets.UTF_8), "HmacSHA512");
  }

  @Example
  void isReadByWhoeverHasTheKey() {
    assertThat(DeviceCookie.read(SIGNED, "realm", "alice", List.of(OTHER_KEY, KEY)))
        .contains(COOKIE);
  }

  @Example
  void isWorthNothingUnderAnotherKeyOrForSomebodyElse() {
    List<SecretKey> keys = List.of(KEY);
    assertThat(DeviceCookie.read(SIGNED, "realm", "alice", List.of(OTHER_KEY))).isEmpty();
    assertThat(DeviceCookie.read(SIGNED, "realm", "alice", List.of())).isEmpty();
    assertThat(DeviceCookie.read(SIGNED, "realm", "bob", keys)).isEmpty();
    assertThat(DeviceCookie.read(SIGNED, "other", "alice", keys)).isEmpty();
    assertThat(DeviceCookie.read(SIGNED, "realma", "lice", keys)).isEmpty();
  }

  @Property
  void isWorthNothingWithOneLetterChanged(
      @ForAll @IntRange(max = 131) int place, @ForAll char letter) {
    String changed = SIGNED.substring(0, place) + letter + SIGNED.substring(place + 1);
    assertThat(DeviceCookie.read(changed, "realm", "alice", List.of(KEY)).isPresent())
        .isEqualTo(changed.equals(SIGNED));
  }

  @Property
  void isNotFooledByAnyText(@ForAll String text) {
    assertThat(DeviceCookie.read(text, "realm", "alice", List.of(KEY))).isEmpty();
  }

  @Example
  void isNotThereWithoutAText() {
    assertThat(DeviceCookie.read(null, "realm", "alice", List.of(KEY))).isEmpty();
  }

  @Example
  void holdsTwoHundredAndFiftySixBitsThatNobodyHadBefore() {
    assertThat(COOKIE.secret()).hasSize(43);
    assertThat(SIGNED).hasSize(132);
    assertThat(
            IntStream.range(0, 100)
                .mapToObj(i -> DeviceCookie.fresh(new SecureRandom()).secret())
                .collect(Collectors.toSet()))
        .hasSize(100);
  }

  @Example
  void givesTheStoreAHashOnly() {
    assertThat(COOKIE.hash().value()).matches("[0-9a-f]{64}").doesNotContain(COOKIE.secret());
    assertThat(DeviceCookie.fresh(new SecureRandom()).hash()).isNotEqualTo(COOKIE.hash());
    assertThat(COOKIE.toString()).doesNotContain(COOKIE.secret());
  }

  @Property
  void findsTheSameBrowserAgain(@ForAll @LongRange(min = 0) long seed) {
    String user = "user" + seed;
    String text = COOKIE.signed("realm", user, KEY);
    assertThat(DeviceCookie.read(text, "realm", user, List.of(KEY)).map(DeviceCookie::hash))
        .contains(COOKIE.hash());
  }
}
