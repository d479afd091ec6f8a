package io.github.keycloakduo.keycloak.admin.watch;

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
final class Round {
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
  Round(
      Function<DuoMfaSettings, Supplier<Result<Long>>> signed,
      Consumer<String> warnings,
      Clock clock) {
    this.signed = signed;
    this.warnings = warnings;
    this.survey = new Survey(warnings);
    this.clock = clock;
  }

  /** How they stand; those of which nothing was heard are left out. */
  List<Standing> of(List<Watched> all) {
    List<Standing> standings = new ArrayList<>();
    for (Watched watched : all) {
      Optional<Finding> finding = survey.look(watched.place(), () -> finding(watched.settings()));
      finding
          .flatMap(Finding::warning)
          .ifPresent(text -> warnings.accept(watched.place() + " " + text));
      finding
          .flatMap(Finding::ok)
          .ifPresent(ok -> standings.add(new Standing(watched.realm(), watched.config(), ok)));
    }
    return standings;
  }

  private Finding finding(ParsedSettings parsed) {
    if (parsed instanceof ParsedSettings.Invalid invalid) {
      return Finding.invalid(invalid.problems());
    }
    Supplier<Result<Long>> call = signed.apply(((ParsedSettings.Valid) parsed).settings());
    Instant asked = clock.instant();
    Result<Long> reply = call.get();
    return Finding.of(reply, asked, clock.instant());
  }
}
