package io.github.keycloakduo.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The prompts that are open, the codes that were not used yet, and what is done to tokens. */
public final class PromptDesk {
  private final Map<String, PromptRequest> open = new ConcurrentHashMap<>();
  private final Map<String, PromptGrant> grants = new ConcurrentHashMap<>();
  private final Set<String> assertions = ConcurrentHashMap.newKeySet();
  private final List<IdTokenEdit> edits = new CopyOnWriteArrayList<>();
  private final List<Decision> approvals = new CopyOnWriteArrayList<>();

  PromptDesk() {}

  /** Changes every token from now on, until the simulator is reset. */
  public void tamper(IdTokenEdit edit) {
    edits.add(edit);
  }

  /** Tokens are as they should be again. */
  public void honest() {
    edits.clear();
  }

  String open(PromptRequest request) {
    String id = RandomIds.letters(32);
    open.put(id, request);
    return id;
  }

  Optional<PromptRequest> take(String id) {
    return Optional.ofNullable(open.remove(id));
  }

  String grant(PromptGrant grant) {
    String code = RandomIds.letters(32);
    grants.put(code, grant);
    return code;
  }

  /** A code is good once, whatever comes of it. */
  Optional<PromptGrant> redeem(String code) {
    return Optional.ofNullable(grants.remove(code));
  }

  /** Keeps for the record that a token which lets the user in was handed out. */
  void approved(Decision approval) {
    approvals.add(approval);
  }

  /** The tokens that let users in; no reset forgets them. */
  List<Decision> approvals() {
    return List.copyOf(approvals);
  }

  /** False when an assertion with this id was seen before. */
  boolean isNew(String jti) {
    return assertions.add(jti);
  }

  String token(Map<String, Object> claims, String key) {
    IdTokenDraft draft = new IdTokenDraft(new LinkedHashMap<>(claims), key);
    edits.forEach(edit -> edit.change(draft));
    return draft.sign();
  }

  void clear() {
    open.clear();
    grants.clear();
    assertions.clear();
    edits.clear();
  }
}
