package io.github.keycloakduo.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaCertificatesTest {
  private static final Optional<CaCertificates> ONE =
      Optional.of(new CaCertificates(List.of(SamplePem.ONE)));

  /** What forms, scripts and editors make of line breaks. */
  static Stream<String> writings() {
    return Stream.of(
        SamplePem.ONE,
        SamplePem.ONE.replace("\n", "\r\n"),
        SamplePem.ONE.replace("\n", "\\n"),
        SamplePem.ONE.replace("\n", " "),
        SamplePem.ONE.replace("\n", ""),
        "subject=CN = One\n" + SamplePem.ONE + "\n# the end\n");
  }

  @ParameterizedTest
  @MethodSource("writings")
  void readsACertificateHoweverItsLinesAreBroken(String text) {
    assertThat(CaCertificates.parse(text)).isEqualTo(ONE);
  }

  @Test
  void keepsEveryCertificateInItsOrder() {
    assertThat(CaCertificates.parse(SamplePem.OTHER + "\n" + SamplePem.ONE))
        .contains(new CaCertificates(List.of(SamplePem.OTHER, SamplePem.ONE)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "all", "-----BEGIN CERTIFICATE----------END CERTIFICATE-----"})
  void refusesATextWithoutCertificate(String text) {
    assertThat(CaCertificates.parse(text)).isEmpty();
  }

  @Test
  void refusesAllWhenOneCannotBeRead() {
    assertThat(CaCertificates.parse(SamplePem.ONE + SamplePem.broken())).isEmpty();
    assertThat(CaCertificates.parse(SamplePem.broken() + SamplePem.ONE)).isEmpty();
  }

  @Test
  void refusesAllWhenOneWasCutOff() {
    assertThat(CaCertificates.parse(SamplePem.OTHER + SamplePem.cutOff())).isEmpty();
    assertThat(CaCertificates.parse(SamplePem.cutOff() + SamplePem.OTHER)).isEmpty();
    assertThat(CaCertificates.parse("-----END CERTIFICATE-----\n" + SamplePem.ONE)).isEmpty();
  }

  @Property
  void neverThrowsOnADamagedCertificate(
      @ForAll @IntRange(max = 350) int place, @ForAll byte flipped) {
    byte[] der = Base64.getMimeDecoder().decode(SamplePem.ONE.replaceAll("-----.*-----", ""));
    der[place % der.length] ^= flipped;
    String text =
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getEncoder().encodeToString(der)
            + "-----END CERTIFICATE-----";
    CaCertificates.parse(text).ifPresent(read -> assertThat(read.pems()).hasSize(1));
  }

  @Property
  void neverThrowsOnAnyText(@ForAll String text) {
    String block = "-----BEGIN CERTIFICATE-----" + text + "-----END CERTIFICATE-----";
    assertThat(CaCertificates.parse(block)).isEmpty();
  }
}
