import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { en } from "../../src/message/terminal/en.js";
import { runCommand } from "../../src/terminal/run-command.js";
import { answerText } from "../../src/terminal/terminal.js";
import { hostMoment, shown, traceOf } from "../support/host-moment.js";

const trace = traceOf(`hopwise 1
title "t"
node worker
pod client on worker { hostname asker }
pod other on worker
upstream { record www.example.com 300 A 203.0.113.80 }
play {
  client dig +short www.example.com
  client nslookup nowhere.example.com
  other dig +short www.example.com AAAA
  wait 10s
  client dig +short www.example.com
}
`);
const END = trace.events.length;
const ends = trace.events.flatMap((event, index) =>
  event.kind === "request-ended" ? [index] : [],
);

describe("dig and nslookup in the terminal", () => {
  it("print what the play printed, from the step on that ended it", () => {
    const [first = 0] = ends;
    const command = "dig +short www.example.com";
    assert.equal(shown(hostMoment(trace, "client", first + 1), command), "203.0.113.80\n");
    assert.equal(shown(hostMoment(trace, "client", first), command), "!never-ran");
    assert.equal(shown(hostMoment(trace, "client", END), command), "203.0.113.80\n");
  });

  it("say what the play ran on this host where it did not run the command", () => {
    const moment = hostMoment(trace, "client", END);
    const text = answerText(runCommand("dig nowhere.example.com", moment), en);
    assert.match(text, /has not run `dig nowhere\.example\.com`/);
    assert.ok(text.includes("\n  dig +short www.example.com"));
    assert.ok(!text.includes("AAAA"));
    assert.equal(shown(hostMoment(trace, "other", END), "nslookup x"), "!never-ran");
  });

  it("end with the status of the real tools", () => {
    const moment = hostMoment(trace, "client", END);
    const status = (command: string): unknown => {
      const answer = runCommand(command, moment);
      return answer.kind === "printed" ? answer.status : answer.kind;
    };
    assert.equal(status("dig +short www.example.com"), 0);
    assert.equal(status("nslookup nowhere.example.com"), 1);
  });

  it("are no examples before they ran; a pod's host name is its own", () => {
    assert.equal(shown(hostMoment(trace, "client", END), "hostname"), "asker\n");
    assert.equal(shown(hostMoment(trace, "client", END), "cat /etc/hostname"), "asker\n");
    assert.equal(shown(hostMoment(trace, "other", END), "hostname"), "other\n");
  });
});
