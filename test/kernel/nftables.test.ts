import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { compileNftables } from "../../src/kubeproxy/nftables/compile.js";
import { printCommands } from "../../src/netfilter/nftables/print/print-commands.js";
import { printLoadable } from "../../src/netfilter/nftables/print/print-loadable.js";
import { readNft } from "../../src/netfilter/nftables/read/read-nft.js";
import { allCases } from "../conformance/kube-proxy/all-cases.js";
import { reasonToSkip } from "../support/network-namespace.js";
import { readProxyCase } from "../support/proxy-case.js";
import { textsNotTaken } from "./load-texts.js";

const CHECK = "nft -c -f -";

describe("the real nft", { skip: reasonToSkip() }, () => {
  it("takes what is compiled, and every way in which it is printed", () => {
    const cases = allCases().filter(({ kind }) => kind === "nftables");
    assert.ok(cases.length > 3);
    const texts = cases.flatMap(({ name, read }) => {
      const text = compileNftables(readProxyCase(read("input.yaml")));
      const { nftables } = readNft({ name, text }, { owner: "kube-proxy" });
      return [
        { name: `${name}: transaction`, command: CHECK, text },
        { name: `${name}: commands`, command: CHECK, text: printCommands(nftables) },
        { name: `${name}: list`, command: CHECK, text: printLoadable(nftables) },
      ];
    });
    assert.deepEqual(textsNotTaken(texts), []);
  });
});
