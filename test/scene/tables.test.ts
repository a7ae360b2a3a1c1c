import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Scene } from "../../src/scene/scene.js";
import { tables } from "../../src/scene/view/tables/tables.js";
import type { Trace } from "../../src/trace/trace.js";
import { bridged, WORLDS } from "../support/host-worlds.js";
import { smallTrace } from "../support/small-trace.js";
import { shownTrace } from "../support/small-views.js";

function tablesAt(trace: Trace, kind: string, width = 640): Scene {
  const shown = shownTrace(trace);
  const step = shown.steps("rules").find(({ about }) => trace.events[about]?.kind === kind);
  assert.ok(step, kind);
  return tables(shown.input(step, { width, height: 400 }));
}

function wordsOf({ marks }: Scene): readonly string[] {
  return marks.flatMap((mark) => (mark.kind === "text" ? [mark.text] : []));
}

describe("the tables of a host", () => {
  it("list a connection with both tuples, what it waits for, and the time it has left", () => {
    const words = wordsOf(tablesAt(smallTrace(), "connection-confirmed"));
    assert.ok(
      words.some((word) => /^udp .*\[UNREPLIED\]/.test(word)),
      words.join("\n"),
    );
    assert.ok(words.some((word) => word.endsWith("s left")));
    assert.ok(words.some((word) => word.includes("→ 10.96.0.10:53")));
  });

  it("mark the entry of the packet in focus, and what the step changed", () => {
    const scene = tablesAt(smallTrace(), "connection-created");
    const own = scene.marks.find((mark) => mark.kind === "box" && mark.fill === "hit-fill");
    assert.ok(own?.key.startsWith("connections/"));
    assert.ok(wordsOf(scene).includes("new"));
  });

  it("show what a bridge learns", () => {
    const words = wordsOf(tablesAt(bridged(), "forwarding-learned"));
    assert.ok(words.includes("02:00:00:00:01:01 dev veth0 master br0"), words.join("\n"));
  });

  it("say so where no connection is known", () => {
    const two = WORLDS["two hosts"];
    assert.ok(two);
    assert.ok(wordsOf(tablesAt(two(), "packet-created")).includes("no connection is known"));
  });

  it("are also a text, for who does not see them", () => {
    assert.match(tablesAt(bridged(), "forwarding-learned").description, /dev veth0 master br0/);
  });
});
