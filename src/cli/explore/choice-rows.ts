import { parseFraction, ONE, decimalText } from "../../base/fraction.js";
import type { Branch, Choice } from "../../trace/exploration.js";
import type { TraceHeader } from "../../trace/header.js";
import { ruleTextAt } from "../../trace/rule-text-at.js";

/** The rules that draw, or take what is left, each once: where it stands, how probable it is, and its text. */
export function choiceRows(branches: readonly Branch[], header: TraceHeader): readonly string[] {
  const rules = new Map<string, readonly Choice[]>();
  for (const choice of branches.flatMap(({ choices }) => choices)) {
    if (!choice.taken) continue;
    const { namespace, table, chain, rule } = choice;
    const name = header.namespaces.find(({ id }) => id === namespace)?.name ?? namespace;
    const place = `${name}: ${table} ${chain} ${rule}`;
    rules.set(place, [...(rules.get(place) ?? []), choice]);
  }
  return [...rules].map(([place, choices]) => {
    const [first] = choices;
    const rule = first === undefined ? "" : ruleTextAt(header, first);
    return `${place}  ${shareText(choices)}  ${rule}`.trimEnd();
  });
}

// A rule of nft draws one of several numbers, whose shares differ by what the kernel rounds.
function shareText(choices: readonly Choice[]): string {
  const shares = new Map(choices.map((choice) => [choice.probability, choice]));
  return [...shares.values()].map(oneShare).join("; ");
}

function oneShare({ intended, probability }: Choice): string {
  const share = parseFraction(probability) ?? ONE;
  if (probability === intended) return intended;
  return `${intended}, kernel ${probability} = ${decimalText(share, 12)}`;
}
