import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { clusterAddress, scaleList } from "./scale-input.mjs";

/** How many Services there are, and how often each thing is measured. */
const SIZES = [
  { services: 100, runs: 201 },
  { services: 1_000, runs: 21 },
  { services: 10_000, runs: 3 },
];

// A packet takes no time worth saving.
const PACKETS = 101;

/**
 * What a cluster of many Services costs: for each thing, its median time at each size, warm, in milliseconds of a processor: what
 * else the machine does counts less then. `limits` are what it may take on this machine, as it is now; null where that is not known.
 */
export async function measureScale() {
  const hopwise = await import("../../dist/index.js");
  const measured = SIZES.map((size) => measureSize(hopwise, size));
  return Object.keys(measured[0]).map((what) => ({
    what,
    values: measured.map((each) => each[what]),
    limits: limitsOf(what, measured),
  }));
}

const RESTORE_TEST = "`iptables-legacy-restore --test` of the same text";

// What the real programs took on one idle machine, at each size: a full sync of kube-proxy 1.36, and iptables-legacy-restore --test.
const REAL_SYNC = {
  "compile iptables": [3.5, 37, 473],
  "compile nftables": [3.1, 33, 373],
};
const REAL_RESTORE_TEST = [14, 95, 2670];

// Twice a full sync, on a machine as slow as this one is by what the same tool takes here; reading back, as long as that tool.
function limitsOf(what, measured) {
  const tool = measured.map((each) => each[RESTORE_TEST]);
  if (tool.includes(null)) return null;
  if (what === "read it back") return tool;
  const slowness = tool.map((here, size) => here / REAL_RESTORE_TEST[size]);
  return REAL_SYNC[what]?.map((there, size) => 2 * there * slowness[size]) ?? null;
}

function measureSize(hopwise, { services, runs }) {
  const { readWritten, plainText, compileMode } = hopwise;
  const text = scaleList(services);
  const found = {};
  const time = (what, work, atLeast = 0) => {
    const times = [];
    let result;
    for (let run = 0; run < Math.max(runs, atLeast); run++) {
      const start = process.cpuUsage();
      result = work();
      const { user, system } = process.cpuUsage(start);
      times.push((user + system) / 1000);
    }
    found[what] = median(times);
    return result;
  };
  const written = time("read the objects (JSON)", () =>
    readWritten(plainText("scale.json", text), () => undefined),
  );
  const input = proxyInput(written);
  const { iptables } = time("compile iptables", () => compileMode("iptables", input));
  const { nftables } = time("compile nftables", () => compileMode("nftables", input));
  time("compile ipvs", () => compileMode("ipvs", input));
  measureIptables(hopwise, { iptables, services, found, time });
  measureNftables(hopwise, { nftables, services, found, time });
  return found;
}

function measureIptables(hopwise, { iptables, services, found, time }) {
  const { applyEdits, emptyRuleSet, printSave, readSave } = hopwise;
  const ruleSet = time("carry out iptables-restore", () =>
    applyEdits(emptyRuleSet("ipv4"), iptables),
  );
  const dump = time("print iptables-save", () => printSave(ruleSet));
  time("read it back", () => readSave({ name: "dump", text: dump }, "ipv4"));
  found[RESTORE_TEST] = restoreTest(dump);
  const host = hostWith(hopwise, { ruleSets: { ipv4: ruleSet, ipv6: emptyRuleSet("ipv6") } });
  const fates = tracePacket(hopwise, { host, services, time, what: "a first packet, iptables" });
  found["rules that a kernel visits for it, iptables"] = fates[0].visited;
}

function measureNftables(hopwise, { nftables, services, found, time }) {
  const { NO_NFTABLES, applyNft, emptyRuleSet, listed, printRuleset } = hopwise;
  const read = time("carry out nft -f", () =>
    applyNft(NO_NFTABLES, { name: "nft", text: nftables }, { owner: "kube-proxy" }),
  );
  time("print nft list ruleset", () => printRuleset(listed(read.nftables)));
  const ruleSets = { ipv4: emptyRuleSet("ipv4"), ipv6: emptyRuleSet("ipv6") };
  const host = hostWith(hopwise, { ruleSets, nftables: read.nftables });
  const fates = tracePacket(hopwise, { host, services, time, what: "a first packet, nftables" });
  found["rules that a kernel visits for it, nftables"] = fates[0].visited;
}

// To the last Service: a kernel passes the rules of all others before.
function tracePacket({ packetFates }, { host, services, time, what }) {
  const packet = {
    source: "10.128.0.1",
    destination: clusterAddress(services - 1),
    protocol: "tcp",
    port: 80,
    input: "cni0",
  };
  // One call follows each of the ten endpoints.
  const fates = time(what, () => packetFates(host, packet), PACKETS);
  return fates;
}

function hostWith({ NO_SETS }, rules) {
  const everywhere = { family: "ipv4", base: "0.0.0.0", length: 0 };
  const pods = { family: "ipv4", base: "10.128.0.0", length: 24 };
  return {
    ...rules,
    sets: NO_SETS,
    devices: [
      { name: "eth0", addresses: ["172.16.0.1"], networks: [everywhere] },
      { name: "cni0", addresses: ["10.128.0.254"], networks: [pods] },
    ],
  };
}

// Null where the tool, root or a namespace is missing.
function restoreTest(dump) {
  const file = ".cache/scale.iptables";
  mkdirSync(".cache", { recursive: true });
  writeFileSync(file, dump);
  const times = [];
  for (let run = 0; run < 3; run++) {
    const script = `TIMEFORMAT="%U %S"; time iptables-legacy-restore --test < ${file}`;
    const { status, stderr } = spawnSync("unshare", ["--net", "bash", "-c", script]);
    if (status !== 0) return null;
    const [user, system] = String(stderr).trim().split(" ").map(Number);
    times.push((user + system) * 1000);
  }
  return median(times);
}

function proxyInput({ services, endpointSlices }) {
  return {
    family: "ipv4",
    services,
    endpointSlices,
    nodeName: "node-0000",
    zone: null,
    nodeAddress: "172.16.0.1",
    localAddresses: ["127.0.0.1", "172.16.0.1"],
    configuration: {
      minorVersion: 36,
      masqueradeBit: 14,
      masqueradeAll: false,
      detectLocal: {
        kind: "cluster-cidr",
        ranges: [{ family: "ipv4", base: "10.128.0.0", length: 14 }],
      },
      nodePortAddresses: [{ family: "ipv4", base: "172.16.0.1", length: 32 }],
      localhostNodePorts: true,
      tcpBeLiberal: false,
      accounting: { invalidDropped: false, localhostNodePorts: false },
      randomFully: true,
      serviceRanges: [{ family: "ipv4", base: "10.96.0.0", length: 12 }],
      scheduler: "rr",
      strictArp: false,
    },
  };
}

function median(times) {
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
}
