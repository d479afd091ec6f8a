package io.github.keycloakduo.keycloak.admin.keycheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.Fault.Kind;
import io.github.keycloakduo.mfa.Result;
import io.github.keycloakduo.settings.AllowedRoutes;
import io.github.keycloakduo.settings.ConfigProblem;
import io.github.keycloakduo.settings.ConfigResult;
import io.github.keycloakduo.settings.SettingKey;
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
  private static final ConfigResult INVALID =
      new ConfigResult.Invalid(
          List.of(
              new ConfigProblem(
                  Optional.of(SettingKey.DUO_SKEY),
                  ConfigProblem.Kind.MISSING,
                  "duo.skey is missing")));

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final List<String> warnings = new ArrayList<>();

  @Test
  void saysNothingOfKeysThatAreAccepted() {
    assertThat(check(new Result.Answered<>(NOW.getEpochSecond())))
        .containsExactly(new IntegrationStatus("corp", "browser duo", true));
    assertThat(warnings).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"KEYS", "CLOCK", "PROXY_DENIED"})
  void warnsOfWhatIsRefused(Kind kind) {
    assertThat(check(Result.failed(kind, "Duo does not know duo.ikey")))
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
    assertThat(check(Result.failed(kind, "later"))).isEmpty();
    assertThat(warnings).isEmpty();
  }

  @Test
  void warnsOfAClockThatDrifts() {
    assertThat(check(new Result.Answered<>(NOW.getEpochSecond() + 120)))
        .extracting(IntegrationStatus::ok)
        .containsExactly(true);
    assertThat(warnings).singleElement().asString().contains("ms behind Duo's");
  }

  @Test
  void warnsOfWhatNoLoginCanUse() {
    List<IntegrationStatus> statuses =
        run(Result.failed(Kind.DNS, "not asked"))
            .check(List.of(config("corp", "browser duo", INVALID)));

    assertThat(statuses).extracting(IntegrationStatus::ok).containsExactly(false);
    assertThat(warnings).singleElement().asString().contains("duo.skey is missing");
  }

  @Test
  void aConfigurationThatCannotBeCheckedKeepsNoOtherFromBeingChecked() {
    KeyCheckRun run =
        new KeyCheckRun(
            settings -> {
              throw new IllegalStateException("torn\nWARN in two");
            },
            warnings::add,
            Clock.fixed(NOW, ZoneOffset.UTC));

    List<IntegrationStatus> statuses =
        run.check(List.of(config("corp", "first", valid()), config("lab", "next", INVALID)));

    assertThat(statuses).containsExactly(new IntegrationStatus("lab", "next", false));
    assertThat(warnings).hasSize(2).noneMatch(line -> line.contains("\n"));
    assertThat(warnings.get(0))
        .startsWith("realm corp, configuration \"first\" could not be looked at: ")
        .contains("torn WARN in two");
  }

  @Test
  void noNameBeginsALineOfItsOwn() {
    run(Result.failed(Kind.DNS, "not asked"))
        .check(List.of(config("corp\rWARN", "duo\nWARN all is lost", INVALID)));

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
  void theGaugeShowsTheLastCheckOnly() {
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

  private List<IntegrationStatus> check(Result<Long> result) {
    return run(result).check(List.of(config("corp", "browser duo", valid())));
  }

  private static ConfigResult valid() {
    return new SettingsParser(AllowedRoutes.DEFAULT)
        .parse(
            Map.of(
                "duo.ikey", "DIABCDEFGHIJKLMNOPQR",
                "duo.skey", "0123456789012345678901234567890123456789",
                "duo.host", "api-01234567.duosecurity.com"),
            none -> Optional.empty());
  }

  private static ConfigInUse config(String realm, String alias, ConfigResult settings) {
    return new ConfigInUse(new ConfigReference(realm, alias), settings);
  }

  private KeyCheckRun run(Result<Long> result) {
    return new KeyCheckRun(
        settings -> () -> result, warnings::add, Clock.fixed(NOW, ZoneOffset.UTC));
  }
}
