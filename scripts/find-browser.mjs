// Where the browser for tests, measurements and screenshots comes from: CHROME_PATH, an installed Chrome, Chromium or
// Edge, else the headless Chromium that the development dependency @sparticuz/chromium carries.
import { accessSync, constants, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const NAMES = [
  "chromium",
  "chromium-browser",
  "google-chrome-stable",
  "google-chrome",
  "microsoft-edge-stable",
  "microsoft-edge",
  "chrome.exe",
  "msedge.exe",
];

const PLACES = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ...[process.env.PROGRAMFILES, process.env["PROGRAMFILES(X86)"], process.env.LOCALAPPDATA]
    .filter(Boolean)
    .flatMap((folder) => [
      join(folder, "Google/Chrome/Application/chrome.exe"),
      join(folder, "Microsoft/Edge/Application/msedge.exe"),
    ]),
];

const ARGS = [
  // Without it Chromium refuses to run as root, which is what containers run as.
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-dev-shm-usage",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The browser to use: its path, the arguments it needs, and where it was found. Null where there is none. */
export async function findBrowser(environment = process.env) {
  const named = environment.CHROME_PATH;
  if (named) {
    if (!runs(named))
      throw new Error(`CHROME_PATH names ${named}, which is no program that can be run`);
    return { executablePath: named, args: ARGS, origin: "CHROME_PATH" };
  }
  // HOPWISE_BROWSER=bundled pretends that nothing is installed, so that the fallback itself can be tested.
  const installed = environment.HOPWISE_BROWSER === "bundled" ? null : installedBrowser();
  if (installed !== null) return { executablePath: installed, args: ARGS, origin: "installed" };
  const bundled = await bundledBrowser();
  return bundled === null
    ? null
    : { executablePath: bundled, args: [...ARGS, "--no-zygote"], origin: "@sparticuz/chromium" };
}

/** The browser, or the end of this process with a message that says what to do. */
export async function requireBrowser() {
  const found = await findBrowser();
  if (found !== null) return found;
  console.error(
    "No browser found. Install Chrome, Chromium or Edge, or set CHROME_PATH to one, or run\n" +
      "`npm ci` without --omit=dev on Linux x64, where a headless Chromium comes with it.",
  );
  process.exit(1);
}

function installedBrowser() {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  const inPath = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...inPath, ...PLACES].find(runs) ?? null;
}

async function bundledBrowser() {
  if (process.platform !== "linux" || process.arch !== "x64") return null;
  const folder = fileURLToPath(new URL("../.cache/browser", import.meta.url));
  const complete = join(folder, "complete");
  // Unpacking that was interrupted leaves a program that does not start.
  if (!existsSync(complete)) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  process.env.FONTCONFIG_PATH ??= fontConfiguration(folder);
  const { AWS_EXECUTION_ENV, TMPDIR } = process.env;
  // The package unpacks the libraries that a bare machine lacks only where it believes to run on Lambda, and it unpacks
  // into the folder for temporary files.
  process.env.AWS_EXECUTION_ENV = "AWS_Lambda_nodejs20.x";
  process.env.TMPDIR = folder;
  try {
    const { default: chromium } = await import("@sparticuz/chromium");
    const path = await chromium.executablePath();
    writeFileSync(complete, "");
    return path;
  } catch (error) {
    console.error(`The browser of @sparticuz/chromium cannot be unpacked: ${error.message}`);
    return null;
  } finally {
    restore("AWS_EXECUTION_ENV", AWS_EXECUTION_ENV);
    restore("TMPDIR", TMPDIR);
  }
}

// Its own configuration looks for fonts under /opt and /tmp only; without any font a page has no text at all.
function fontConfiguration(folder) {
  const path = join(folder, "fontconfig");
  mkdirSync(path, { recursive: true });
  writeFileSync(
    join(path, "fonts.conf"),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>/usr/share/fonts</dir><dir>${folder}/fonts</dir><cachedir>${folder}/fontcache</cachedir></fontconfig>\n`,
  );
  return path;
}

function restore(name, value) {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}

function runs(path) {
  try {
    accessSync(path, constants.X_OK);
    return existsSync(path);
  } catch {
    return false;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { executablePath, origin } = await requireBrowser();
  console.log(`${executablePath} (${origin})`);
}
