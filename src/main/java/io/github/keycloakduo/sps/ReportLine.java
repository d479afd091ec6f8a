package io.github.keycloakduo.sps;

/**
 * A line of the report of an import: what became of one option.
 *
 * @param section as it is written in the file, without the brackets
 * @param option in lower case
 * @param key the option here, or the vault key for {@link Action#VAULT}; empty where there is none
 * @param message a sentence without any value of the file
 */
public record ReportLine(
    String section, String option, Action action, String key, String message) {}
