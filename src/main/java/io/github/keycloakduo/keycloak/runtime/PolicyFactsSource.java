package io.github.keycloakduo.keycloak.runtime;

import io.github.keycloakduo.keycloak.directory.RealmDirectory;
import io.github.keycloakduo.keycloak.directory.RealmDirectoryProvider;
import io.github.keycloakduo.mfa.LoginRequest;
import io.github.keycloakduo.mfa.UserDirectory;
import io.github.keycloakduo.policy.EditableAttributeCheck;
import io.github.keycloakduo.policy.GroupMembership;
import io.github.keycloakduo.policy.ListedUsers;
import io.github.keycloakduo.policy.PolicyFacts;
import io.github.keycloakduo.policy.RequiredAssurance;
import io.github.keycloakduo.policy.UserAttribute;
import io.github.keycloakduo.settings.DuoMfaSettings;
import io.github.keycloakduo.settings.Exemptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/** A source of the facts that the policy looks at, from Keycloak and the directory it knows. */
public final class PolicyFactsSource {
  private final RealmDirectoryProvider directories;

  public PolicyFactsSource(RealmDirectoryProvider directories) {
    this.directories = directories;
  }

  public PolicyFacts of(
      KeycloakSession session,
      RealmModel realm,
      UserModel user,
      LoginRequest login,
      DuoMfaSettings settings,
      UserDirectory directory,
      RequiredAssurance assurance) {
    return new PolicyFacts(
        login.username(),
        settings
            .exemptions()
            .userGroup()
            // A step-up ignores the list, so the lookup is spared.
            .filter(path -> assurance.allowsExemption())
            .map(path -> membership(session, realm, user, path))
            .orElse(GroupMembership.NOT_MEMBER),
        settings.mapping().userAttribute().map(name -> attribute(session, user, name)),
        directory,
        assurance,
        login.clientIp(),
        login.passive());
  }

  /** The directory that the rules need; empty when they need none. */
  public Optional<RealmDirectory> directory(
      KeycloakSession session, RealmModel realm, DuoMfaSettings settings) {
    boolean needed =
        settings.exemptions().groups().isPresent()
            || settings.mapping().directoryAttribute().isPresent();
    return settings
        .directory()
        .filter(name -> needed)
        .map(name -> directories.of(session, realm, name));
  }

  /** What makes a configuration wrong that is right by itself, because of its realm. */
  public List<String> problems(KeycloakSession session, RealmModel realm, DuoMfaSettings settings) {
    List<String> problems = new ArrayList<>();
    ProfilePermissions users = ProfilePermissions.of(session);
    boolean editable = settings.mapping().userAttribute().filter(users::mayEdit).isPresent();
    EditableAttributeCheck.problem(settings.mapping(), editable).ifPresent(problems::add);
    directory(session, realm, settings)
        .flatMap(found -> found.match(ready -> Optional.<String>empty(), Optional::of))
        .ifPresent(problems::add);
    return problems;
  }

  /** Whom the user list names in the realm. */
  public ListedUsers listedUsers(KeycloakSession session, RealmModel realm, Exemptions exemptions) {
    return new UserListLookup(session, realm).of(exemptions);
  }

  private static GroupMembership membership(
      KeycloakSession session, RealmModel realm, UserModel user, String path) {
    GroupModel group = KeycloakModelUtils.findGroupByPath(session, realm, path);
    if (group == null) {
      return GroupMembership.UNKNOWN;
    }
    return user.isMemberOf(group) ? GroupMembership.MEMBER : GroupMembership.NOT_MEMBER;
  }

  private static UserAttribute attribute(KeycloakSession session, UserModel user, String name) {
    return new UserAttribute(
        user.getAttributeStream(name).toList(), ProfilePermissions.of(session).mayEdit(name));
  }
}
