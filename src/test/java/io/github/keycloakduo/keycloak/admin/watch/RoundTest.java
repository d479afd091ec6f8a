package io.github.keycloakduo.keycloak.admin.watch;

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

class RoundTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final List<String> warnings = new ArrayList<>();

  @Test
  void saysNothingOfKeysThatAreAccepted() {
    assertThat(look(new Result.Answered<>(NOW.getEpochSecond())))
        .containsExactly(new Standing("corp", "browser duo", true));
    assertThat(warnings).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"KEYS", "CLOCK", "PROXY_DENIED"})
  void warnsOfWhatIsRefused(Kind kind) {
    assertThat(look(Result.failed(kind, "Duo does not know duo.ikey")))
        .containsExactly(new Standing("corp", "browser duo", false));
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
        .extracting(Standing::ok)
        .containsExactly(true);
    assertThat(warnings).singleElement().asString().contains("ms behind Duo's");
  }

  @Test
  void warnsOfWhatNoLoginCanUse() {
    ParsedSettings invalid = new ParsedSettings.Invalid(List.of("duo.skey is missing"));
    List<Standing> standings =
        round(Result.failed(Kind.DNS, "not asked"))
            .of(List.of(new Watched("corp", "browser duo", invalid)));

    assertThat(standings).extracting(Standing::ok).containsExactly(false);
    assertThat(warnings).singleElement().asString().contains("duo.skey is missing");
  }

  @Test
  void whatCannotBeLookedAtKeepsNoOtherFromBeingLookedAt() {
    ParsedSettings invalid = new ParsedSettings.Invalid(List.of("duo.skey is missing"));
    Round round =
        new Round(
            settings -> {
              throw new IllegalStateException("torn\nWARN in two");
            },
            warnings::add,
            Clock.fixed(NOW, ZoneOffset.UTC));

    List<Standing> standings =
        round.of(
            List.of(new Watched("corp", "first", valid()), new Watched("lab", "next", invalid)));

    assertThat(standings).containsExactly(new Standing("lab", "next", false));
    assertThat(warnings).hasSize(2).noneMatch(line -> line.contains("\n"));
    assertThat(warnings.get(0))
        .startsWith("realm corp, configuration \"first\" could not be looked at: ")
        .contains("torn WARN in two");
  }

  @Test
  void noNameBeginsALineOfItsOwn() {
    ParsedSettings invalid = new ParsedSettings.Invalid(List.of("duo.skey is missing"));

    round(Result.failed(Kind.DNS, "not asked"))
        .of(List.of(new Watched("corp\rWARN", "duo\nWARN all is lost", invalid)));

    assertThat(warnings)
        .containsExactly(
            "realm corp WARN, configuration \"duo WARN all is lost\" is not valid: duo.skey is"
                + " missing");
  }

  @Test
  void whatOneNodeWritesAllCanRead() {
    List<Standing> all = List.of(new Standing("a", "x \"y\"", true), new Standing("b", "z", false));

    assertThat(Standing.read(Standing.write(all))).isEqualTo(all);
    assertThat(Standing.read("[{\"other\":1}]")).isEmpty();
  }

  @Test
  void theGaugeShowsTheLastLookOnly() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    IntegrationGauge gauge = new IntegrationGauge(registry);

    gauge.show(List.of(new Standing("a", "x", true), new Standing("b", "y", true)));
    gauge.show(List.of(new Standing("a", "x", false)));

    assertThat(registry.getMeters()).hasSize(1);
    assertThat(
            registry
                .get("keycloak_duo_mfa_integration_ok")
                .tags("realm", "a", "config", "x")
                .gauge()
                .value())
        .isZero();
  }

  private List<Standing> look(Result<Long> reply) {
    return round(reply).of(List.of(new Watched("corp", "browser duo", valid())));
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

  private Round round(Result<Long> reply) {
    return new Round(settings -> () -> reply, warnings::add, Clock.fixed(NOW, ZoneOffset.UTC));
  }
}
