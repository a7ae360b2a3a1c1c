// npm start: builds everything and serves the site until it is stopped.
import { fileURLToPath } from "node:url";
import { run } from "./run.mjs";
import { serveFolder } from "./static-server.mjs";

if (run("node", ["scripts/build.mjs", "library", "cdn", "cli", "site"]) !== 0) process.exit(1);
const { url } = await serveFolder(fileURLToPath(new URL("../dist/site", import.meta.url)), 8080);
console.log(`Hopwise is served at ${url} (stop with Ctrl-C)`);
