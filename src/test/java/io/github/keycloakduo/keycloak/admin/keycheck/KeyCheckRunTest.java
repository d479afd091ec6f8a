package io.github.keycloakduo.keycloak.admin.keycheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.Fault.Kind;
import io.github.keycloakduo.mfa.Result;
import io.github.keycloakduo.settings.AllowedHosts;
import io.github.keycloakduo.settings.ParsedSettings;
import io.github.keycloakduo.settings.SettingsParser;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyCheckRunTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final List<String> warnings = new ArrayList<>();

  @Test
  void saysNothingOfKeysThatAreAccepted() {
    assertThat(look(new Result.Answered<>(NOW.getEpochSecond())))
        .containsExactly(new IntegrationStatus("corp", "browser duo", true));
    assertThat(warnings).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"KEYS", "CLOCK", "PROXY_DENIED"})
  void warnsOfWhatIsRefused(Kind kind) {
    assertThat(look(Result.failed(kind, "Duo does not know duo.ikey")))
        .containsExactly(new IntegrationStatus("corp", "browser duo", false));
    assertThat(warnings)
        .containsExactly(
            "realm corp, configuration \"browser duo\" is refused: Duo does not know duo.ikey");
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"KEYS", "CLOCK", "PROXY_DENIED"})
  void anOutageIsNoSignOfBadKeys(Kind kind) {
    assertThat(look(Result.failed(kind, "later"))).isEmpty();
    assertThat(warnings).isEmpty();
  }

  @Test
  void warnsOfAClockThatDrifts() {
    assertThat(look(new Result.Answered<>(NOW.getEpochSecond() + 120)))
        .extracting(IntegrationStatus::ok)
        .containsExactly(true);
    assertThat(warnings).singleElement().asString().contains("ms behind Duo's");
  }

  @Test
  void warnsOfWhatNoLoginCanUse() {
    ParsedSettings invalid = new ParsedSettings.Invalid(List.of("duo.skey is missing"));
    List<IntegrationStatus> standings =
        round(Result.failed(Kind.DNS, "not asked"))
            .of(List.of(new ConfigReference("corp", "browser duo", invalid)));

    assertThat(standings).extracting(IntegrationStatus::ok).containsExactly(false);
    assertThat(warnings).singleElement().asString().contains("duo.skey is missing");
  }

  @Test
  void whatCannotBeLookedAtKeepsNoOtherFromBeingLookedAt() {
    ParsedSettings invalid = new ParsedSettings.Invalid(List.of("duo.skey is missing"));
    KeyCheckRun round =
        new KeyCheckRun(
            settings -> {
              throw new IllegalStateException("torn\nWARN in two");
            },
            warnings::add,
            Clock.fixed(NOW, ZoneOffset.UTC));

    List<IntegrationStatus> standings =
        round.of(
            List.of(
                new ConfigReference("corp", "first", valid()),
                new ConfigReference("lab", "next", invalid)));

    assertThat(standings).containsExactly(new IntegrationStatus("lab", "next", false));
    assertThat(warnings).hasSize(2).noneMatch(line -> line.contains("\n"));
    assertThat(warnings.get(0))
        .startsWith("realm corp, configuration \"first\" could not be looked at: ")
        .contains("torn WARN in two");
  }

  @Test
  void noNameBeginsALineOfItsOwn() {
    ParsedSettings invalid = new ParsedSettings.Invalid(List.of("duo.skey is missing"));

    round(Result.failed(Kind.DNS, "not asked"))
        .of(List.of(new ConfigReference("corp\rWARN", "duo\nWARN all is lost", invalid)));

    assertThat(warnings)
        .containsExactly(
            "realm corp WARN, configuration \"duo WARN all is lost\" is not valid: duo.skey is"
                + " missing");
  }

  @Test
  void whatOneNodeWritesAllCanRead() {
    List<IntegrationStatus> all =
        List.of(
            new IntegrationStatus("a", "x \"y\"", true), new IntegrationStatus("b", "z", false));

    assertThat(IntegrationStatus.read(IntegrationStatus.write(all))).isEqualTo(all);
    assertThat(IntegrationStatus.read("[{\"other\":1}]")).isEmpty();
  }

  @Test
  void theGaugeShowsTheLastLookOnly() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    IntegrationGauge gauge = new IntegrationGauge(registry);

    gauge.show(
        List.of(new IntegrationStatus("a", "x", true), new IntegrationStatus("b", "y", true)));
    gauge.show(List.of(new IntegrationStatus("a", "x", false)));

    assertThat(registry.getMeters()).hasSize(1);
    assertThat(
            registry
                .get("keycloak_duo_mfa_integration_ok")
                .tags("realm", "a", "config", "x")
                .gauge()
                .value())
        .isZero();
  }

  private List<IntegrationStatus> look(Result<Long> reply) {
    return round(reply).of(List.of(new ConfigReference("corp", "browser duo", valid())));
  }

  private static ParsedSettings valid() {
    return new SettingsParser(AllowedHosts.parse(""))
        .parse(
            Map.of(
                "duo.ikey", "DIABCDEFGHIJKLMNOPQR",
                "duo.skey", "0123456789012345678901234567890123456789",
                "duo.host", "api-01234567.duosecurity.com"),
            none -> Optional.empty());
  }

  private KeyCheckRun round(Result<Long> reply) {
    return new KeyCheckRun(
        settings -> () -> reply, warnings::add, Clock.fixed(NOW, ZoneOffset.UTC));
  }
}
