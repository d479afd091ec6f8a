package io.github.keycloakduo.authentication;

/** The result of a call to Duo that runs in the background, by the question that was asked. */
public sealed interface ChallengeResult
    permits PreauthResult, PromptHealthResult, FactorResult, PromptResult {}
