import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { createHeap } from "../../src/simulation/scheduler/heap.js";
import { createScheduler } from "../../src/simulation/scheduler/scheduler.js";

describe("a heap", () => {
  it("gives its items out in order", () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), (numbers) => {
        const heap = createHeap<number>((a, b) => a < b);
        for (const number of numbers) heap.push(number);
        const out = numbers.map(() => heap.pop());
        assert.deepEqual(
          out,
          [...numbers].sort((a, b) => a - b),
        );
        assert.equal(heap.pop(), null);
      }),
    );
  });
});

describe("a scheduler", () => {
  it("runs tasks by time, and those of one time in the order of planning", () => {
    const scheduler = createScheduler();
    const ran: string[] = [];
    const note = (name: string) => (): void => {
      ran.push(`${scheduler.now()} ${name}`);
    };
    scheduler.after(20, note("late"));
    scheduler.after(10, () => {
      note("first")();
      scheduler.after(10, note("planned later for the same time"));
    });
    scheduler.after(10, note("second"));
    while (scheduler.step());
    assert.deepEqual(ran, [
      "10 first",
      "10 second",
      "20 late",
      "20 planned later for the same time",
    ]);
  });

  it("is quiet while only timers wait, and forgets those that were called off", () => {
    const scheduler = createScheduler();
    const timer = scheduler.timer(50, () => assert.fail("it was called off"));
    scheduler.timer(Infinity, () => assert.fail("it never ends"));
    assert.equal(scheduler.isQuiet(), true);
    assert.equal(scheduler.nextAt(), 50);
    scheduler.after(10, () => undefined);
    assert.equal(scheduler.isQuiet(), false);
    timer.cancel();
    assert.equal(scheduler.step(), true);
    assert.equal(scheduler.isQuiet(), true);
    assert.equal(scheduler.nextAt(), null);
    assert.equal(scheduler.step(), false);
    assert.equal(scheduler.ran(), 1);
  });
});
