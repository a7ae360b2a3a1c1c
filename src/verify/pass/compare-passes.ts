import type { Pass, Seen } from "./pass.js";

/** What a comparison came to. */
export interface Compared {
  /** How many passes and captures agree. */
  readonly agreed: number;
  readonly differences: readonly Difference[];
}

/** One thing that is not the same: what the kernel had, and what the simulation had; null for nothing. */
export interface Difference {
  readonly where: string;
  readonly kernel: string | null;
  readonly simulated: string | null;
}

/** Compares what the kernel and the simulation saw in one namespace; hooks and tables only where there are rules. */
export function compareSeen(where: string, kernel: Seen, simulated: Seen): Compared {
  const passes = comparePasses(where, kernel.passes, simulated.passes);
  const captures = compareCaptures(where, kernel.captures, simulated.captures);
  return {
    agreed: passes.agreed + captures.agreed,
    differences: [...passes.differences, ...captures.differences],
  };
}

// Packets of one kind are taken in their order; only those of different kinds may overtake each other.
function comparePasses(
  where: string,
  kernel: readonly Pass[],
  simulated: readonly Pass[],
): Compared {
  const left = [...simulated];
  const without: Pass[] = [];
  for (const pass of kernel) {
    const text = passText(pass);
    const index = left.findIndex((own) => passText(own) === text);
    if (index === -1) without.push(pass);
    else left.splice(index, 1);
  }
  const agreed = kernel.length - without.length;
  const differences: Difference[] = [];
  for (const pass of without) {
    const index = left.findIndex(({ kind, from }) => kind === pass.kind && from === pass.from);
    const [own] = index === -1 ? [] : left.splice(index, 1);
    differences.push(
      own === undefined
        ? { where, kernel: wholeText(pass), simulated: null }
        : firstDifference(where, pass, own),
    );
  }
  for (const own of left) differences.push({ where, kernel: null, simulated: wholeText(own) });
  return { agreed, differences };
}

function passText({ kind, points }: Pass): string {
  return [kind, ...points].join("\n");
}

function wholeText({ kind, from, points }: Pass): string {
  return `${kind} ${from}: ${points.join(" | ")}`;
}

function firstDifference(where: string, kernel: Pass, own: Pass): Difference {
  const index = kernel.points.findIndex((point, at) => point !== own.points[at]);
  const at = index === -1 ? kernel.points.length : index;
  const place = `${where} ${kernel.kind} ${kernel.from} #${at + 1}`;
  return {
    where: place,
    kernel: kernel.points[at] ?? null,
    simulated: own.points[at] ?? null,
  };
}

// How many bare acknowledgements there are depends on timing.
function compareCaptures(
  where: string,
  kernel: readonly string[],
  simulated: readonly string[],
): Compared {
  const left = simulated.filter(isNoAck);
  const wanted = kernel.filter(isNoAck);
  const without = wanted.filter((text) => {
    const index = left.indexOf(text);
    if (index === -1) return true;
    left.splice(index, 1);
    return false;
  });
  return {
    agreed: wanted.length - without.length,
    differences: [
      ...without.map((text) => ({ where, kernel: text, simulated: null })),
      ...left.map((text) => ({ where, kernel: null, simulated: text })),
    ],
  };
}

function isNoAck(text: string): boolean {
  return text.split(" ")[2] !== "ACK";
}
