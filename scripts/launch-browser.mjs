// Starts the browser that find-browser.mjs finds, driven by puppeteer-core (which comes with @web/test-runner-chrome).
import puppeteer from "puppeteer-core";
import { requireBrowser } from "./find-browser.mjs";

/** A headless browser; the caller closes it. */
export async function launchBrowser(extraArgs = []) {
  const { executablePath, args, origin } = await requireBrowser();
  return puppeteer.launch({
    executablePath,
    args: [...args, ...extraArgs],
    headless: origin === "@sparticuz/chromium" ? "shell" : true,
  });
}
