package io.github.keycloakduo.grace;

import java.util.List;

class InMemoryGraceStoreTest extends GraceStoreContract {
  @Override
  protected List<GraceStore> nodes() {
    GraceStore store = new InMemoryGraceStore();
    return List.of(store, store);
  }
}
