import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setupNsid } from "../../../../src/dns/plugins/nsid/setup.js";
import { ednsOf, optRecord } from "../../../../src/packet/dns-edns.js";
import type { Edns } from "../../../../src/packet/dns-edns.js";
import { createQuery, replyTo } from "../../../../src/packet/dns-reply.js";
import { visitPlugin } from "../../../support/plugin-visit.js";
import { startedPlugin } from "../../../support/started-plugin.js";

function answeredTo(edns: Edns | null): Edns | null {
  const query = createQuery(1, { name: "a.test.", type: "A", class: "IN" });
  const additional = edns === null ? [] : [optRecord(edns)];
  const answer = visitPlugin(
    startedPlugin(setupNsid, 'nsid "tf 2"'),
    { ...query, additional },
    {
      *next(visit) {
        return yield* visit.write(replyTo(visit.request.message));
      },
    },
  );
  return answer.kind === "written" ? ednsOf(answer.message) : null;
}

describe("nsid", () => {
  it("gives its data to those who ask", () => {
    const options = [{ code: 3, data: "" }];
    const edns = answeredTo({ size: 4096, version: 0, dnssecOk: false, options });
    assert.deepEqual(edns?.options, [{ code: 3, data: "74662032" }]);
    assert.equal(edns.size, 4096);
  });

  it("leaves other replies alone", () => {
    assert.equal(answeredTo(null), null);
    assert.equal(answeredTo({ size: 4096, version: 0, dnssecOk: false }), null);
  });
});
