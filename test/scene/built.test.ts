import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { en } from "../../src/message/view/en.js";
import type { Mark } from "../../src/scene/mark/mark.js";
import { VIEWS } from "../../src/scene/view/order.js";
import { createHistory } from "../../src/trace/history.js";
import { stepsOf } from "../../src/trace/steps.js";
import { playHosts } from "../support/host-scenario.js";

const PODS = `cluster { cni bridge }
node control-plane
node worker
pod web on worker { address 10.244.1.9; serves 80/tcp http }
`;

/** The texts and keys of the stage and the tables after each command of a play. */
function picturesOf(
  play: string,
): readonly (readonly [command: string, marks: readonly string[]])[] {
  const { trace } = playHosts(play, { hosts: PODS });
  const history = createHistory(trace);
  return stepsOf(trace, "story").flatMap((step) => {
    const about = trace.events.slice(step.from, step.to).find(({ kind }) => kind === "command-run");
    if (about?.kind !== "command-run") return [];
    const marks = VIEWS.filter(({ name }) => name === "stage" || name === "tables").flatMap(
      ({ draw }) =>
        draw({
          trace,
          step,
          before: history.stateAt(step.from),
          after: history.stateAt(step.to),
          width: 900,
          height: 500,
          language: "en",
          words: en,
          caption: "",
          misses: null,
        }).marks,
    );
    return [[about.command, marks.map(textOf)]];
  });
}

function textOf(mark: Mark): string {
  return mark.kind === "text" ? `${mark.key} ${mark.text}` : mark.key;
}

describe("the picture of a network that is built", () => {
  const pictures = picturesOf("build web");
  const after = (command: RegExp): readonly string[] => {
    const found = pictures.find(([typed]) => command.test(typed));
    assert.ok(found, String(command));
    return found[1];
  };

  it("has a cable from the command on that lays it", () => {
    const wire = "pod/default/web/wire";
    assert.equal(after(/^ip netns add/).includes(wire), false);
    assert.equal(after(/type veth peer/).includes(wire), true);
  });

  it("has an address from the command on that gives it", () => {
    const address = "pod/default/web/address 10.244.1.9";
    assert.equal(after(/type veth peer/).includes(address), false);
    assert.equal(after(/addr add 10\.244\.1\.9/).includes(address), true);
  });

  it("prompts as one who stands outside of all namespaces", () => {
    assert.ok(after(/addr add 10\.244\.1\.9/).some((mark) => /^command # ip -n /.test(mark)));
  });
});
