package io.github.keycloakduo.importing;

/**
 * A line of the report of an import: what became of one option.
 *
 * @param section where it stands in the file: a section without its brackets, or the alias of a
 *     configuration
 * @param option its name there
 * @param key the option here, or the vault key for {@link Action#VAULT}; empty where there is none
 * @param message a sentence without any value of the file, but for names of clients and aliases
 */
public record ReportLine(
    String section, String option, Action action, String key, String message) {}
