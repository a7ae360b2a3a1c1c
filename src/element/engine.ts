// The engine: everything that computes a trace from a scenario's text, fetched when a player is given one.
export { play } from "../pipeline.js";
export { isManifest } from "../language/manifest/manifest-document.js";
export { manifestPaths } from "../language/manifest/manifest-statements.js";
