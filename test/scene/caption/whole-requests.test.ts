import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { en } from "../../../src/message/caption/en.js";
import { captionOf, captionText } from "../../../src/scene/caption/caption.js";
import { createHistory } from "../../../src/trace/history.js";
import type { Detail } from "../../../src/trace/step.js";
import { stepsOf } from "../../../src/trace/steps.js";
import { THREE_HOSTS, playHosts } from "../../support/host-scenario.js";

/** All that is said of a play at a level, in English. */
function storyOf(play: string, detail: Detail = "story", hosts = THREE_HOSTS): readonly string[] {
  const { trace } = playHosts(play, { hosts });
  const history = createHistory(trace);
  return stepsOf(trace, detail).map((step) =>
    captionText(captionOf(trace, step, history.stateAt(step.from), history.stateAt(step.to)), en),
  );
}

function hasLine(lines: readonly string[], expected: RegExp): void {
  assert.ok(
    lines.some((line) => expected.test(line)),
    `${String(expected)} in\n${lines.join("\n")}`,
  );
}

describe("what is said of whole requests", () => {
  it("names who has an address at that moment, though nobody had it at the start", () => {
    const story = storyOf("build\nleft ping 10.2.0.2 -c 1");
    hasLine(story, /^ping in left pings right \(10\.2\.0\.2\)/);
    hasLine(story, /^router \(10\.1\.0\.1\) answers: its hardware address/);
  });

  it("prompts with the namespace only where the command is typed in it", () => {
    const story = storyOf("build\nsysctl left net.ipv4.ip_forward 1");
    hasLine(story, /^# ip netns add host-left$/);
    hasLine(story, /^left# sysctl -w net\.ipv4\.ip_forward=1$/);
  });

  it("says what ping heard of one request, and how many of several were answered", () => {
    hasLine(
      storyOf("left ping 10.2.0.2 -c 1"),
      /^left has its answer: \d+ bytes from 10\.2\.0\.2: icmp_seq=1 ttl=63/,
    );
    hasLine(
      storyOf("left ping 10.2.0.2 -c 2"),
      /^left has its answer: 2 packets transmitted, 2 received/,
    );
    hasLine(
      storyOf("break link right eth0\nleft ping 10.2.0.2 -c 1"),
      /^left was told .*: From 10\.1\.0\.1 icmp_seq=1 Destination Host Unreachable/,
    );
  });

  it("tells a host's own kernel from somebody else", () => {
    const story = storyOf("left ping 10.1.0.9 -c 1");
    hasLine(story, /^The kernel of left tells its own program by ICMP: host unreachable/);
    hasLine(storyOf("left ping 10.9.0.9 -c 1"), /^router tells left .* net unreachable/);
  });

  it("tells each time that a SYN is sent again, counted from the first", () => {
    const story = storyOf("iptables right -A INPUT -j DROP\nleft curl http://10.2.0.2");
    const seconds = story.flatMap(
      (line) => /^No answer (\d+) s after the first/.exec(line)?.[1] ?? [],
    );
    assert.deepEqual(seconds.map(Number), [1, 2, 3, 4, 5, 7, 11, 19, 35, 67, 131]);
  });

  it("says of pieces and copies that they were made, not that somebody sends", () => {
    const lines = storyOf("left ping 10.2.0.2 -c 1 -s 2000", "hooks");
    hasLine(
      lines,
      /^left has a fragment of the packet from 10\.1\.0\.2 to 10\.2\.0\.2: bytes 0 to /,
    );
    hasLine(lines, /^The packet from 10\.1\.0\.2 to 10\.2\.0\.2 goes on in right as a whole/);
    assert.ok(!lines.some((line) => line.startsWith("kernel in")));
  });
});
