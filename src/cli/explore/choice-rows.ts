import { parseFraction, ONE, decimalText } from "../../base/fraction.js";
import type { Branch, Choice } from "../../trace/exploration.js";
import type { TraceHeader } from "../../trace/header.js";

/** The rules that draw, or take what is left, each once: where it stands, how probable it is, and its text. */
export function choiceRows(branches: readonly Branch[], header: TraceHeader): readonly string[] {
  const rows = new Map<string, string>();
  for (const { choices } of branches) {
    for (const choice of choices) {
      const { namespace, table, chain, rule, taken } = choice;
      if (!taken) continue;
      const name = header.namespaces.find(({ id }) => id === namespace)?.name ?? namespace;
      const place = `${name}: ${table} ${chain} ${rule}`;
      rows.set(place, `${place}  ${shareText(choice)}  ${ruleText(choice, header)}`.trimEnd());
    }
  }
  return [...rows.values()];
}

function shareText({ intended, probability }: Choice): string {
  const share = parseFraction(probability) ?? ONE;
  if (probability === intended) return intended;
  return `${intended}, kernel ${probability} = ${decimalText(share, 12)}`;
}

function ruleText(
  { namespace, table, chain, rule }: Choice,
  { ruleSets, texts }: TraceHeader,
): string {
  const own = ruleSets.filter((set) => set.namespace === namespace);
  const chains = own.flatMap(({ tables }) =>
    tables.filter(({ name }) => name === table).flatMap((one) => one.chains),
  );
  const index = chains.find(({ name }) => name === chain)?.rules[rule - 1];
  return texts[index ?? -1] ?? "";
}
