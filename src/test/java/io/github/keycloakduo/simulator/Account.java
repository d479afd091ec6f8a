package io.github.keycloakduo.simulator;

/** The simulated Duo account: its users, its rules, its clock and the keys of its application. */
record Account(World world, Settings settings, SkewedClock clock, Keys keys, PromptDesk prompts) {}
