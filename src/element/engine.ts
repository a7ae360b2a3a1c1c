// The engine: everything that computes a trace from a scenario's text, fetched when a player is given one.
export { play } from "../pipeline.js";
