package io.github.keycloakduo.keycloak.admin.keycheck;

import io.github.keycloakduo.mfa.Result;
import io.github.keycloakduo.settings.DuoMfaSettings;
import io.github.keycloakduo.settings.ParsedSettings;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** One look at many configurations, one after the other. */
final class KeyCheckRun {
  private final Function<DuoMfaSettings, Supplier<Result<Long>>> signed;
  private final Consumer<String> warnings;
  private final Survey survey;
  private final Clock clock;

  /**
   * Looks at nothing yet.
   *
   * @param signed the call that shows whether Duo takes the keys
   * @param warnings is told each sentence that somebody must read
   */
  KeyCheckRun(
      Function<DuoMfaSettings, Supplier<Result<Long>>> signed,
      Consumer<String> warnings,
      Clock clock) {
    this.signed = signed;
    this.warnings = warnings;
    this.survey = new Survey(warnings);
    this.clock = clock;
  }

  /** How they stand; those of which nothing was heard are left out. */
  List<IntegrationStatus> of(List<ConfigReference> all) {
    List<IntegrationStatus> standings = new ArrayList<>();
    for (ConfigReference watched : all) {
      Optional<KeyCheckResult> finding =
          survey.look(watched.place(), () -> finding(watched.settings()));
      finding
          .flatMap(KeyCheckResult::warning)
          .ifPresent(text -> warnings.accept(watched.place() + " " + text));
      finding
          .flatMap(KeyCheckResult::ok)
          .ifPresent(
              ok -> standings.add(new IntegrationStatus(watched.realm(), watched.config(), ok)));
    }
    return standings;
  }

  private KeyCheckResult finding(ParsedSettings parsed) {
    if (parsed instanceof ParsedSettings.Invalid invalid) {
      return KeyCheckResult.invalid(invalid.problems());
    }
    Supplier<Result<Long>> call = signed.apply(((ParsedSettings.Valid) parsed).settings());
    Instant asked = clock.instant();
    Result<Long> reply = call.get();
    return KeyCheckResult.of(reply, asked, clock.instant());
  }
}
