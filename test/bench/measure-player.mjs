import { launchBrowser } from "../../scripts/launch-browser.mjs";
import { serveFolder } from "../../scripts/static-server.mjs";

const PLAYED_MS = 4000;

/**
 * Opens the folder's page some times in a fresh browser profile each: the median milliseconds until the first picture
 * stands, and the milliseconds of work for each frame while it plays.
 */
export async function measurePlayer({ folder, runs }) {
  const { url, close } = await serveFolder(folder);
  const browser = await launchBrowser();
  try {
    const firstPictures = [];
    for (let run = 0; run < runs; run++) firstPictures.push(await firstPicture(browser, url));
    return {
      firstPicture: firstPictures.sort((a, b) => a - b)[Math.floor(runs / 2)],
      perFrame: await perFrame(browser, url),
      browser: await browser.version(),
    };
  } finally {
    await browser.close();
    close();
  }
}

async function firstPicture(browser, url) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.evaluateOnNewDocument(watchFirstPicture);
  await page.goto(url);
  await page.waitForFunction(() => globalThis.firstPicture > 0);
  const time = await page.evaluate(() => globalThis.firstPicture);
  await context.close();
  return time;
}

// Runs in the page: looks once per frame whether a picture with marks stands.
function watchFirstPicture() {
  const look = () => {
    const player = document.querySelector("hopwise-player");
    if (player?.shadowRoot?.querySelector(".pane svg *"))
      globalThis.firstPicture = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

async function perFrame(browser, url) {
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  await page.goto(url);
  await page.waitForFunction(() => document.querySelector("hopwise-player")?.stepCount > 0);
  const devtools = await page.createCDPSession();
  await devtools.send("Performance.enable");
  const before = await taskSeconds(devtools);
  const frames = await page.evaluate(playFor, PLAYED_MS);
  const after = await taskSeconds(devtools);
  await page.close();
  return ((after - before) * 1000) / frames;
}

// Runs in the page: plays for a while and counts the frames.
function playFor(milliseconds) {
  return new Promise((resolve) => {
    document.querySelector("hopwise-player").play();
    const end = performance.now() + milliseconds;
    let frames = 0;
    const count = (now) => {
      frames++;
      if (now < end) requestAnimationFrame(count);
      else resolve(frames);
    };
    requestAnimationFrame(count);
  });
}

async function taskSeconds(devtools) {
  const { metrics } = await devtools.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === "TaskDuration").value;
}
