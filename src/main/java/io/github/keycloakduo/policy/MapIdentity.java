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
 * The rule that finds the name by which Duo knows the user: by the explicit map, else by an
 * attribute, else by the user name. An attribute that gives no name never falls back to the user
 * name, which at Duo may be somebody else's.
 */
final class MapIdentity implements PolicyRule {
  private final Mapping mapping;
  private final NameTransform transform;
  private final DirectoryQuery directory;

  MapIdentity(Mapping mapping, DirectoryQuery directory) {
    this.mapping = mapping;
    this.transform = NameTransform.of(mapping);
    this.directory = directory;
  }

  @Override
  public LoginStep step() {
    return LoginStep.MAPPING;
  }

  /** Refuses a configuration by which users could choose whose phone is asked. */
  static Optional<RuleResult.Deny> refusal(Mapping mapping, PolicyFacts facts) {
    boolean editable = facts.attribute().filter(UserAttribute::editable).isPresent();
    return EditableAttributeCheck.problem(mapping, editable)
        .map(sentence -> new RuleResult.Deny(Outcome.CONFIG_ERROR, sentence));
  }

  @Override
  public RuleResult decide(PolicyFacts facts) {
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

  private RuleResult fromDirectory(Answer answer) {
    return answer.match(
        found -> fromValue(found.value()),
        notFound -> deny("the directory does not know the user"),
        ambiguous -> deny("the directory has several entries of the user's name"),
        unavailable -> deny(unavailable.detail()));
  }

  private RuleResult fromValue(Optional<Value> value) {
    return value
        .orElse(new Value.Unusable("was not read"))
        .match(
            text -> identity(text.text(), "the LDAP attribute holds the Duo name"),
            unusable -> deny("the LDAP attribute of the user " + unusable.detail()));
  }

  private RuleResult fromAttribute(List<String> values) {
    return values.size() == 1
        ? identity(values.get(0), "the user attribute holds the Duo name")
        : deny("the attribute of the user has " + values.size() + " values instead of one");
  }

  private RuleResult identity(String name, String reason) {
    return DuoUsername.of(name)
        .flatMap(clean -> DuoUsername.of(transform.after(clean.name())))
        .<RuleResult>map(identity -> new RuleResult.Mapped(identity, reason))
        .orElseGet(
            () ->
                deny(reason + ", but it is empty, or has blanks around it or control characters"));
  }

  private static RuleResult deny(String reason) {
    return new RuleResult.Deny(Outcome.MAPPING_ERROR, reason);
  }
}
