import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { commandOf } from "../../src/element/key-bindings.js";
import type { KeyPress } from "../../src/element/key-bindings.js";

function press(key: string, modifiers: Partial<KeyPress> = {}): KeyPress {
  return { key, shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, ...modifiers };
}

describe("the player's keys", () => {
  it("step with arrows and change chapters with shift", () => {
    assert.deepEqual(commandOf(press("ArrowRight")), { kind: "step", by: 1 });
    assert.deepEqual(commandOf(press("ArrowLeft")), { kind: "step", by: -1 });
    assert.deepEqual(commandOf(press("ArrowRight", { shiftKey: true })), {
      kind: "chapter",
      by: 1,
    });
    assert.deepEqual(commandOf(press("ArrowLeft", { shiftKey: true })), {
      kind: "chapter",
      by: -1,
    });
  });

  it("seek by digits to tenths", () => {
    assert.deepEqual(commandOf(press("0")), { kind: "share", share: 0 });
    assert.deepEqual(commandOf(press("7")), { kind: "share", share: 0.7 });
  });

  it("take + and ? although they need shift on most keyboards, and letters with caps lock", () => {
    assert.deepEqual(commandOf(press("+", { shiftKey: true })), { kind: "speed", by: 1 });
    assert.deepEqual(commandOf(press("?", { shiftKey: true })), { kind: "help" });
    assert.deepEqual(commandOf(press("D")), { kind: "detail" });
  });

  it("leave keys with Ctrl, Alt or Meta to the browser", () => {
    for (const modifier of ["ctrlKey", "altKey", "metaKey"] as const) {
      assert.equal(commandOf(press("f", { [modifier]: true })), null);
    }
  });

  it("leave every other key alone", () => {
    for (const key of ["Tab", "Escape", "Enter", "a", "ArrowUp", "F5", "toString"])
      assert.equal(commandOf(press(key)), null, key);
  });
});
