// npm run screenshots -- OUTDIR [SCENARIO] [STEP…]: the player at three widths, light and dark, at some steps, so that a
// person can look for overlap and cut text. Needs the built site (npm run build).
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { launchBrowser } from "./launch-browser.mjs";
import { serveFolder } from "./static-server.mjs";

const [out = ".cache/screenshots", scenario = "clusterip", ...wanted] = process.argv.slice(2);
const WIDTHS = [
  { width: 1280, height: 900 },
  { width: 768, height: 1024 },
  { width: 360, height: 740 },
];

mkdirSync(out, { recursive: true });
process.chdir(fileURLToPath(new URL("..", import.meta.url)));
const { url, close } = await serveFolder("dist/site");
const browser = await launchBrowser();
try {
  for (const { width, height } of WIDTHS) {
    for (const theme of ["light", "dark"]) await shoot(width, height, theme);
  }
} finally {
  await browser.close();
  close();
}

async function shoot(width, height, theme) {
  const page = await browser.newPage();
  page.on("pageerror", (error) => console.error(`${width} ${theme}: ${error.message}`));
  await page.setViewport({ width, height });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: theme }]);
  await page.goto(`${url}scenario/${scenario}.html`);
  await page.waitForFunction(() => document.querySelector("#player")?.stepCount > 0);
  const count = await page.evaluate(() => document.querySelector("#player").stepCount);
  const steps = wanted.length > 0 ? wanted.map(Number) : [1, Math.ceil(count / 2), count];
  for (const step of steps) {
    await page.evaluate(async (number) => {
      const player = document.querySelector("#player");
      player.currentStep = number;
      await player.updateComplete;
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    }, step);
    const path = join(out, `${scenario.replaceAll("/", "-")}-${width}-${theme}-${step}.png`);
    const player = await page.$("#player");
    await player.screenshot({ path });
    console.log(path);
  }
  await page.close();
}
