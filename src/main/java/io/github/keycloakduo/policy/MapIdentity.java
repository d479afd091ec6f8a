package io.github.keycloakduo.policy;

import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.mfa.UserDirectory.Answer;
import io.github.keycloakduo.mfa.UserDirectory.Value;
import io.github.keycloakduo.settings.Mapping;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which name Duo knows: the explicit map, else an attribute, else the user name. An attribute that
 * gives no name never falls back to the user name, which at Duo may be somebody else's.
 */
final class MapIdentity implements PolicyStep {
  private final Mapping mapping;
  private final NameTransform transform;
  private final DirectoryQuery directory;

  MapIdentity(Mapping mapping, DirectoryQuery directory) {
    this.mapping = mapping;
    this.transform = NameTransform.of(mapping);
    this.directory = directory;
  }

  @Override
  public Step step() {
    return Step.MAPPING;
  }

  /** A configuration by which users could choose whose phone is asked; it lets nobody in. */
  static Optional<StepResult> refusal(Mapping mapping, PolicyFacts facts) {
    boolean editable = facts.attribute().filter(UserAttribute::editable).isPresent();
    return EditableAttributeCheck.problem(mapping, editable)
        .map(sentence -> new StepResult.Deny(Outcome.CONFIG_ERROR, sentence));
  }

  @Override
  public StepResult decide(PolicyFacts facts) {
    String name = transform.before(facts.username());
    String explicit = mapping.explicit().get(name.toLowerCase(Locale.ROOT));
    if (explicit != null) {
      return identity(explicit, "the explicit map names the Duo name");
    }
    if (mapping.directoryAttribute().isPresent()) {
      return fromDirectory(directory.forAttribute());
    }
    if (mapping.userAttribute().isPresent()) {
      return fromAttribute(facts.attribute().map(UserAttribute::values).orElse(List.of()));
    }
    return identity(name, "the Duo name is the user name");
  }

  private StepResult fromDirectory(Answer answer) {
    if (answer instanceof Answer.Found found) {
      Optional<Value> value = found.value();
      if (value.isPresent() && value.get() instanceof Value.Text text) {
        return identity(text.text(), "the LDAP attribute holds the Duo name");
      }
      String detail =
          value.isPresent() && value.get() instanceof Value.Unusable unusable
              ? unusable.detail()
              : "was not read";
      return stop("the LDAP attribute of the user " + detail);
    }
    if (answer instanceof Answer.NotFound) {
      return stop("the directory does not know the user");
    }
    return stop(
        answer instanceof Answer.Unavailable down
            ? down.detail()
            : "the directory has several entries of the user's name");
  }

  private StepResult fromAttribute(List<String> values) {
    return values.size() == 1
        ? identity(values.get(0), "the user attribute holds the Duo name")
        : stop("the attribute of the user has " + values.size() + " values instead of one");
  }

  private StepResult identity(String name, String reason) {
    return DuoUsername.of(name)
        .flatMap(clean -> DuoUsername.of(transform.after(clean.name())))
        .<StepResult>map(identity -> new StepResult.Mapped(identity, reason))
        .orElseGet(
            () ->
                stop(reason + ", but it is empty, or has blanks around it or control characters"));
  }

  private static StepResult stop(String reason) {
    return new StepResult.Deny(Outcome.MAPPING_ERROR, reason);
  }
}
