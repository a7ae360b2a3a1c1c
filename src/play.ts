// What a page needs to play a trace. The engine, which computes one from a scenario's text, is fetched when it is needed.
export { HopwisePlayer } from "./element/hopwise-player.js";
