import type { Way } from "./journey-of.js";
import { walkText } from "./journey-of.js";
import type { JourneyEvent, Recorded } from "./world-file.js";

/** What the simulation did with one probe, in the words of a recording. */
export interface Simulated {
  readonly outcome: Readonly<Record<string, unknown>>;
  readonly ways: readonly Way[];
  readonly conntrack: Recorded["conntrack"];
}

/** The ports that the kernel picked at random, by the names of the recording. */
type Ports = Map<string, string>;

/**
 * Every difference between what the kernel did and what the simulation did, one line each; none where they agree.
 * Hooks and tables are compared on the hosts that have rules: a host without has nothing registered.
 */
export function differences(
  recorded: Recorded,
  simulated: Simulated,
  withRules: ReadonlySet<string>,
): readonly string[] {
  const ports: Ports = new Map();
  const expected = new Map<string, readonly string[]>();
  for (const { packet, events } of recorded.journeys) {
    const points = events.filter(({ host }) => withRules.has(host)).flatMap(pointOf);
    expected.set(packet, [...(expected.get(packet) ?? []), ...points]);
  }
  const actual = new Map(
    simulated.ways.map(({ packet, points }) => [
      packet,
      points.filter((point) => withRules.has(point.split(" ")[0] ?? "")),
    ]),
  );
  return [
    ...compareKeyed("packet", expected, actual, ports),
    ...compareKeyed("captures", capturesOf(recorded), simulatedCaptures(simulated), ports),
    ...compareConnections("during", recorded, simulated, ports),
    ...compareConnections("after", recorded, simulated, ports),
    ...compareOutcomes(recorded.outcome, simulated.outcome, ports),
  ];
}

function pointOf(event: JourneyEvent): readonly string[] {
  const { host, ev, hook = "", edge = "", pkt = "" } = event;
  if (ev === "ip hook") return [`${host} ip ${hook} ${edge} ${pkt}`];
  if (ev === "bridge hook") return [`${host} bridge ${hook} ${edge} ${pkt}`];
  if (ev !== "ip table") return [];
  const { table = "", chain = "", steps = [], end = "" } = event;
  const head = `${host} ip ${hook} ${table} ${chain} ${pkt}`;
  const lines = steps.map((step) => `${step.chain} ${step.rule} ${step.verdict}`);
  return [walkText({ head, steps: lines }, end)];
}

// Flags and hardware addresses are left out: the first follow from the label, the second are a hash in each world.
function capturesOf(recorded: Recorded): Map<string, readonly string[]> {
  return new Map(
    Object.entries(recorded.captures).flatMap(([host, devices]) =>
      Object.entries(devices).map(([device, lines]) => [
        `${host} ${device}`,
        lines.map((line) => /^(.* ttl \d+)/.exec(line)?.[1] ?? line),
      ]),
    ),
  );
}

function simulatedCaptures({ ways }: Simulated): Map<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { host, device, text } of ways.flatMap(({ captures }) => captures)) {
    const key = `${host} ${device}`;
    found.set(key, [...(found.get(key) ?? []), text]);
  }
  return found;
}

function compareKeyed(
  what: string,
  expected: ReadonlyMap<string, readonly string[]>,
  actual: ReadonlyMap<string, readonly string[]>,
  ports: Ports,
): readonly string[] {
  const keys = new Set([...expected.keys(), ...actual.keys()]);
  return [...keys].flatMap((key) => {
    const wanted = expected.get(key);
    const found = actual.get(key);
    if (wanted === undefined)
      return found?.length === 0 ? [] : [`${what} ${key}: the kernel has none`];
    if (found === undefined) return wanted.length === 0 ? [] : [`${what} ${key}: missing`];
    // Captures of different packets may overlap in time; of one packet their order is fixed.
    const [a, b] = what === "captures" ? [[...wanted].sort(), [...found].sort()] : [wanted, found];
    for (let index = 0; index < Math.max(a.length, b.length); index++) {
      const [one, other] = [a[index], b[index]];
      if (one !== undefined && other !== undefined && agree(one, other, ports)) continue;
      return [`${what} ${key}: ${index + 1}: kernel ${one ?? "-"} | here ${other ?? "-"}`];
    }
    return [];
  });
}

function compareConnections(
  when: "during" | "after",
  recorded: Recorded,
  simulated: Simulated,
  ports: Ports,
): readonly string[] {
  const [wanted, found] = [recorded, simulated].map(({ conntrack }) => tablesOf(conntrack[when]));
  if (wanted === undefined || found === undefined) return [];
  const hosts = new Set([...Object.keys(wanted), ...Object.keys(found)]);
  return [...hosts].flatMap((host) => {
    const left = [...(found[host] ?? [])];
    const missing = (wanted[host] ?? []).filter((entry) => {
      const index = left.findIndex((own) => agree(entry, own, ports));
      if (index === -1) return true;
      left.splice(index, 1);
      return false;
    });
    return [
      ...missing.map((entry) => `conntrack ${when} ${host}: kernel has ${entry}`),
      ...left.map((entry) => `conntrack ${when} ${host}: only here ${entry}`),
    ];
  });
}

// After each of several queries there are tables of their own: `after query 1 r` names one.
function tablesOf(
  tables: Recorded["conntrack"]["during"],
): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    Object.entries(tables).flatMap(([name, table]) =>
      Array.isArray(table)
        ? [[name, table as readonly string[]]]
        : Object.entries(table).map(([host, entries]) => [`${name} ${host}`, entries]),
    ),
  );
}

function compareOutcomes(
  wanted: Recorded["outcome"],
  found: Simulated["outcome"],
  ports: Ports,
): readonly string[] {
  const keys = new Set([...Object.keys(wanted), ...Object.keys(found)]);
  return [...keys].flatMap((key) => {
    const [one, other] = [textOf(wanted[key]), textOf(found[key])];
    return agree(one, other, ports) ? [] : [`outcome ${key}: kernel ${one} | here ${other}`];
  });
}

function textOf(value: unknown): string {
  return value === undefined ? "-" : JSON.stringify(value);
}

// Equal but for random ports: `R1` stands for the port that is first found in its place.
function agree(expected: string, actual: string, ports: Ports): boolean {
  const [a, b] = [expected.split(/([^\w.]+)/), actual.split(/([^\w.]+)/)];
  if (a.length !== b.length) return false;
  const learnt = new Map(ports);
  for (const [index, word] of a.entries()) {
    const own = b[index] ?? "";
    if (!/^R\d+$/.test(word)) {
      if (word !== own) return false;
      continue;
    }
    const known = learnt.get(word);
    if (known === undefined ? !/^\d+$/.test(own) : known !== own) return false;
    learnt.set(word, own);
  }
  for (const [name, port] of learnt) ports.set(name, port);
  return true;
}
