package io.github.keycloakduo.grace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** T29 of the threats, as far as no event is needed. */
class GraceFingerprintTest {
  @Example
  void changesWithEverythingItCovers() {
    Set<String> stamps =
        Stream.of(
                GraceFingerprint.of(List.of(1L), 0, 0, "f"),
                GraceFingerprint.of(List.of(2L), 0, 0, "f"),
                GraceFingerprint.of(List.of(), 0, 0, "f"),
                GraceFingerprint.of(List.of(1L, 1L), 0, 0, "f"),
                GraceFingerprint.of(List.of(1L), 1, 0, "f"),
                GraceFingerprint.of(List.of(1L), 0, 1, "f"),
                GraceFingerprint.of(List.of(1L), 0, 0, "g"))
            .map(GraceFingerprint::hash)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(stamps).hasSize(7).allMatch(hash -> hash.matches("[0-9a-f]{64}"));
  }

  @Property
  void isTheSameForTheSame(
      @ForAll @Size(max = 4) List<Long> passwords, @ForAll int user, @ForAll int realm) {
    List<Long> turned = new ArrayList<>(passwords);
    Collections.reverse(turned);
    assertThat(GraceFingerprint.of(turned, user, realm, "f"))
        .isEqualTo(GraceFingerprint.of(passwords, user, realm, "f"));
  }
}
