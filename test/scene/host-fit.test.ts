import { describe } from "node:test";
import { fitsEverywhere } from "../support/fits-everywhere.js";
import { WORLDS } from "../support/host-worlds.js";

describe("pictures of hosts", () => {
  for (const [name, make] of Object.entries(WORLDS)) fitsEverywhere(name, make(), 2);
});
