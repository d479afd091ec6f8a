package io.github.keycloakduo.login;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.browser.AnimatedPng;
import io.github.keycloakduo.testkit.browser.Chrome;
import io.github.keycloakduo.testkit.browser.Look;
import io.github.keycloakduo.testkit.browser.NeedsChromium;
import io.github.keycloakduo.testkit.realm.TestRealm;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A push login, browser and phone side by side, as the README shows it. */
@ExtendWith(KeycloakExtension.class)
@NeedsChromium
class MovingPictureIT {
  private static final int BROWSER_WIDTH = 440;
  private static final int PHONE_WIDTH = 320;
  private static final int HEIGHT = 620;
  private static final int MARGIN = 16;

  @Test
  void showsAPushLogin(Chrome chrome, TestRealm realm, DuoSimulator duo) throws IOException {
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH);
    DuoLogin login = DuoLogin.at(realm, duo, Map.of());
    realm.change(Map.of("displayName", "Example", "internationalizationEnabled", false));
    Page browser = ChromeDuoIT.factorPage(Look.desktop(), chrome, realm, login);
    browser.setViewportSize(BROWSER_WIDTH, HEIGHT);
    Page phone = chrome.open(Look.desktop(), URI.create("https://" + duo.host() + "/phone"));
    phone.setViewportSize(PHONE_WIDTH, HEIGHT);
    AnimatedPng movie = new AnimatedPng().show(picture(browser, phone), 2_000);

    browser.click("#duo-factor-push");
    assertThat(browser.locator("#duo-waiting")).isVisible();
    duo.pushes().awaitPending("alice", Duration.ofSeconds(60));
    movie.show(picture(browser, phone), 1_500);
    phone.reload();
    assertThat(phone.locator("text=Approve").first()).isVisible();
    movie.show(picture(browser, phone), 2_500);
    phone.locator("text=Approve").first().click();
    assertThat(browser.locator("#arrived")).isVisible();
    phone.reload();
    movie.show(picture(browser, phone), 2_500);
    movie.write(Path.of("target", "pictures", "push-login.png"));
  }

  private static BufferedImage picture(Page browser, Page phone) throws IOException {
    BufferedImage both =
        new BufferedImage(
            BROWSER_WIDTH + PHONE_WIDTH + 3 * MARGIN,
            HEIGHT + 2 * MARGIN,
            BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = both.createGraphics();
    canvas.setColor(new Color(0xd2d2d2));
    canvas.fillRect(0, 0, both.getWidth(), both.getHeight());
    canvas.drawImage(image(browser), MARGIN, MARGIN, null);
    canvas.setColor(Color.DARK_GRAY);
    int left = BROWSER_WIDTH + 2 * MARGIN;
    canvas.fillRoundRect(left - 6, MARGIN - 6, PHONE_WIDTH + 12, HEIGHT + 12, 24, 24);
    canvas.drawImage(image(phone), left, MARGIN, null);
    canvas.dispose();
    return both;
  }

  private static BufferedImage image(Page page) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(page.screenshot()));
  }
}
