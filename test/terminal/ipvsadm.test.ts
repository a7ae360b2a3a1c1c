import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { hostMoment, shown, traceOf } from "../support/host-moment.js";

const trace = traceOf(readFileSync("scenarios/modes/ipvs-schedulers.hop", "utf8"));
const start = hostMoment(trace, "balancer", 0);
const end = hostMoment(trace, "balancer", trace.events.length);

// The forms are those of ipvsadm 1.31's source (`print_service_entry`, `print_conn`).
describe("ipvsadm", () => {
  it("counts the connections of each real server, templates left out", () => {
    const list = shown(end, "ipvsadm -Ln");
    assert.match(list, /^IP Virtual Server version 1\.2\.1 \(size=4096\)\nProt LocalAddress:Port /);
    assert.ok(
      list.includes(
        "TCP  10.0.0.1:84 rr persistent 300\n" +
          "  -> 10.1.0.2:80                  Masq    1      0          0         \n" +
          "  -> 10.2.0.2:80                  Masq    1      0          2         \n",
      ),
    );
    assert.equal(
      shown(start, "ipvsadm -L -n -t 10.0.0.1:81").split("\n").slice(2, 4).join("\n"),
      "TCP  10.0.0.1:81 wrr\n  -> 10.1.0.2:80                  Masq    3      0          0         ",
    );
  });

  it("lists connections with what is left of their time", () => {
    const list = shown(end, "ipvsadm -Lnc");
    assert.match(
      list,
      /^TCP 01:59 {2}TIME_WAIT {3}10\.0\.0\.2:\d+ {5}10\.0\.0\.1:80 {8}10\.3\.0\.2:80$/m,
    );
    assert.match(
      list,
      /^TCP 04:59 {2}ASSURED {5}10\.0\.0\.2:0 {9}10\.0\.0\.1:84 {8}10\.2\.0\.2:80$/m,
    );
  });

  it("saves what a change has made of the servers", () => {
    const line = /^-a -t 10\.0\.0\.1:80 -r 10\.3\.0\.2:80 -m -w (\d)$/m;
    assert.equal(line.exec(shown(start, "ipvsadm -Sn"))?.[1], "1");
    assert.equal(line.exec(shown(end, "ipvsadm --save -n"))?.[1], "0");
  });

  it("refuses a service that is not there", () => {
    assert.equal(shown(end, "ipvsadm -Ln -t 10.0.0.1:99"), "No such service\n");
  });
});
