package io.github.keycloakduo.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.javascript.jscomp.Compiler;
import com.google.javascript.jscomp.CompilerOptions;
import com.google.javascript.jscomp.JSError;
import com.google.javascript.jscomp.SourceFile;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Rules that keep a strict Content Security Policy possible and text from becoming markup. */
class ThemeFilesTest {
  private static final Pattern RESOURCE =
      Pattern.compile("\\$\\{url\\.resourcesPath}/([^\"?]+)\\?v=([^\"]*)");

  private final ThemeFiles files = new ThemeFiles();

  @Test
  void hasNoScriptStyleOrHandlerInsideATemplate() {
    assertThat(files.templates()).hasSize(8);
    assertThat(files.templates().values())
        .allSatisfy(
            template ->
                assertThat(template)
                    .doesNotContainPattern("<script(?![^>]* src=)[^>]*>")
                    .doesNotContainPattern("<script[^>]*>[^<]")
                    .doesNotContainPattern("(?i)<style|\\sstyle=|\\son[a-z]+=|javascript:"));
  }

  @Test
  void neverTurnsEscapingOff() {
    assertThat(files.templates().values())
        .allSatisfy(
            template ->
                assertThat(template)
                    .doesNotContainPattern(
                        "no_esc|noautoesc|kcSanitize|outputformat|\\?interpret"));
  }

  @Test
  void needsNothingButTheLayoutAndOurOwnHelp() {
    Map<String, String> pages = new TreeMap<>(files.templates());
    assertThat(pages.remove("duo-help.ftl")).doesNotContain("<#import", "<#include");
    assertThat(pages.values())
        .map(template -> template.replace("<#include \"duo-help.ftl\">", ""))
        .allSatisfy(
            template -> {
              assertThat(template.split("<#import|<#include", -1)).hasSize(2);
              assertThat(template).startsWith("<#import \"template.ftl\" as layout>");
            });
  }

  @Test
  void loadsNothingFromElsewhere() {
    assertThat(files.templates().values())
        .allSatisfy(
            template ->
                assertThat(template).doesNotContainPattern("(src|href)=\"(?!\\$\\{)|\"//|http://"));
    assertThat(files.styles().values())
        .allSatisfy(style -> assertThat(style).doesNotContainPattern("@import|url\\("));
    assertThat(files.scripts().values())
        .allSatisfy(
            script ->
                assertThat(script)
                    .doesNotContainPattern("https?://|\\bimport\\b|eval\\(|Function\\(|innerHTML"));
  }

  /** A script with newer syntax does nothing at all in a browser that does not know it. */
  @Test
  void hasScriptsThatBrowsersOfTheLastSixYearsUnderstand() {
    files.scripts().forEach((name, text) -> assertThat(problems(text)).as(name).isEmpty());
    assertThat(problems("let a = b?.c;")).isNotEmpty();
    assertThat(problems("let a = 1_000;")).isNotEmpty();
    assertThat(problems("try { a(); } catch { b(); }")).isNotEmpty();
    assertThat(files.scripts().values())
        .allSatisfy(script -> assertThat(script).doesNotContain("AbortSignal.", ".requestSubmit("));
  }

  private static List<String> problems(String script) {
    CompilerOptions options = new CompilerOptions();
    options.setLanguageIn(CompilerOptions.LanguageMode.ECMASCRIPT_2018);
    Compiler compiler = new Compiler(new PrintStream(OutputStream.nullOutputStream()));
    compiler.initOptions(options);
    compiler.parse(SourceFile.fromCode("script.js", script));
    return compiler.getErrors().stream().map(JSError::toString).toList();
  }

  @Test
  void marksEveryResourceWithItsContent() {
    // Browsers keep resources for weeks under one address: a new content needs a new one.
    Map<String, String> expected = new TreeMap<>();
    files.scripts().forEach((name, text) -> expected.put(name, fingerprint(text)));
    files.styles().forEach((name, text) -> expected.put(name, fingerprint(text)));
    Map<String, String> found = new TreeMap<>();
    for (String template : files.templates().values()) {
      Matcher resource = RESOURCE.matcher(template);
      while (resource.find()) {
        assertThat(resource.group(2))
            .as("version of " + resource.group(1))
            .isEqualTo(expected.get(resource.group(1)));
        found.put(resource.group(1), resource.group(2));
      }
    }
    assertThat(found).isEqualTo(expected);
  }

  private static String fingerprint(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
