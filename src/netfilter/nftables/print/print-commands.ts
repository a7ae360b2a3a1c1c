import { elementsIn } from "../model/element.js";
import type { NftChain, NftSet, NftTable, Nftables } from "../model/nftables.js";
import { printElement } from "./print-element.js";

/** All tables as commands that make them, each kind of object by name, as the tests of kube-proxy dump them (sigs.k8s.io/knftables: Fake.Dump). */
export function printCommands({ tables }: Nftables): string {
  return tables
    .flatMap(commandsOf)
    .map((line) => `${line}\n`)
    .join("");
}

function commandsOf(table: NftTable): readonly string[] {
  const place = `${table.family} ${table.name}`;
  const comment = table.comment === null ? "" : ` { comment "${table.comment}" ; }`;
  const chains = byName(table.chains);
  const sets = byName(table.sets.filter(({ value }) => value === null));
  const maps = byName(table.sets.filter(({ value }) => value !== null));
  return [
    `add table ${place}${comment}`,
    ...chains.map((chain) => `add chain ${place} ${chain.name}${chainProperties(chain)}`),
    ...sets.map((set) => `add set ${place} ${set.name} ${setProperties(set)}`),
    ...maps.map((map) => `add map ${place} ${map.name} ${setProperties(map)}`),
    ...chains.flatMap(({ name, rules }) =>
      rules.map(({ text }) => `add rule ${place} ${name} ${text}`),
    ),
    ...[...sets, ...maps].flatMap((set) =>
      elementsIn(set.elements)
        .map((element) => printElement(element, set.key))
        .map((element) => `add element ${place} ${set.name} { ${element} }`),
    ),
  ];
}

function chainProperties({ base, comment }: NftChain): string {
  const said = comment === null ? "" : ` comment "${comment}" ;`;
  if (base === null) return said === "" ? "" : ` {${said} }`;
  const { type, hook, priority, policy } = base;
  const drops = policy === "accept" ? "" : ` policy ${policy} ;`;
  return ` { type ${type} hook ${hook} priority ${priority} ;${drops}${said} }`;
}

function setProperties({ key, value, flags, timeout, size, comment }: NftSet): string {
  const of = key.join(" . ");
  const type = value === null ? of : `${of} : ${value === "verdict" ? value : value.join(" . ")}`;
  return [
    `{ type ${type} ;`,
    ...(flags.length === 0 ? [] : [`flags ${flags.join(",")} ;`]),
    ...(timeout === null ? [] : [`timeout ${timeout}s ;`]),
    ...(size === null ? [] : [`size ${size} ;`]),
    ...(comment === null ? [] : [`comment "${comment}" ;`]),
    "}",
  ].join(" ");
}

function byName<T extends { readonly name: string }>(objects: readonly T[]): readonly T[] {
  return objects.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}
