package io.github.keycloakduo.keycloak.runtime;

import io.github.keycloakduo.policy.ListedUsers;
import io.github.keycloakduo.settings.Exemptions;
import io.github.keycloakduo.settings.ListRule;
import java.util.Optional;
import java.util.Set;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.storage.UserStorageProvider;

/** A lookup of the users whom the user list of a configuration names in its realm. */
final class UserListLookup {
  private final KeycloakSession session;
  private final RealmModel realm;

  UserListLookup(KeycloakSession session, RealmModel realm) {
    this.session = session;
    this.realm = realm;
  }

  ListedUsers of(Exemptions exemptions) {
    Optional<String> path = exemptions.userGroup();
    Optional<GroupModel> group =
        path.map(name -> KeycloakModelUtils.findGroupByPath(session, realm, name));
    Set<String> names = exemptions.users().map(ListRule::except).orElse(Set.of());
    boolean listsAny = group.isPresent() || !names.isEmpty();
    // A user of another storage is not looked up: that would import the user.
    boolean anybody =
        listsAny && (isFederated() || group.filter(this::hasMember).isPresent() || anyUser(names));
    return new ListedUsers(path.isPresent() && group.isEmpty(), anybody);
  }

  private boolean isFederated() {
    return realm
        .getComponentsStream(realm.getId(), UserStorageProvider.class.getName())
        .findAny()
        .isPresent();
  }

  private boolean anyUser(Set<String> names) {
    return names.stream().anyMatch(name -> session.users().getUserByUsername(realm, name) != null);
  }

  /** Members of subgroups count as members. */
  private boolean hasMember(GroupModel group) {
    return session.users().getGroupMembersStream(realm, group, 0, 1).findAny().isPresent()
        || group.getSubGroupsStream().anyMatch(this::hasMember);
  }
}
