import { labelsText } from "./labels-text.js";
import { kindAndName } from "./resource.js";
import type { Entry, Found, Resource } from "./resource.js";
import { tableText } from "./table.js";

/** How tables are wanted. */
export interface TableOptions {
  readonly namespace: string;
  readonly allNamespaces: boolean;
  readonly wide: boolean;
  readonly showLabels: boolean;
  readonly headers: boolean;
}

/** Tables of objects, one for each resource, and what is said beside them where there is nothing to show. */
export function printTables(
  found: readonly Found[],
  options: TableOptions,
): { readonly output: string; readonly note: string } {
  const { allNamespaces, headers, namespace } = options;
  const withKind = new Set(found.map(({ resource }) => resource)).size > 1;
  let withNamespace = false;
  const tables = groupsOf(found).map(({ resource, entries }) => {
    // Once kubectl has begun to print namespaces it goes on, for nodes too.
    withNamespace ||= allNamespaces && resource.isNamespaced;
    const rows = rowsOf(resource, entries, { ...options, withKind, withNamespace });
    return entries.length === 0 ? "" : tableText(rows);
  });
  const output = tables.filter((table) => table !== "").join(headers ? "\n" : "");
  const isInNamespace = !allNamespaces && found.every(({ resource }) => resource.isNamespaced);
  const where = isInNamespace ? ` in ${namespace} namespace.` : "";
  return { output, note: output === "" ? `No resources found${where}\n` : "" };
}

function groupsOf(found: readonly Found[]): readonly Found[] {
  const groups: Found[] = [];
  for (const { resource, entries } of found) {
    const last = groups.at(-1);
    if (last?.resource === resource)
      groups[groups.length - 1] = { resource, entries: [...last.entries, ...entries] };
    else groups.push({ resource, entries });
  }
  return groups;
}

interface RowOptions extends TableOptions {
  readonly withKind: boolean;
  readonly withNamespace: boolean;
}

function rowsOf(
  resource: Resource,
  entries: readonly Entry[],
  { wide, showLabels, headers, withKind, withNamespace }: RowOptions,
): readonly (readonly string[])[] {
  const titles = [
    ...(withNamespace ? ["NAMESPACE"] : []),
    ...resource.columns,
    ...(wide ? resource.wideColumns : []),
    ...(showLabels ? ["LABELS"] : []),
  ];
  const rows = entries.map((entry) => {
    const [name = "", ...cells] = entry.cells(wide);
    return [
      ...(withNamespace ? [entry.namespace ?? ""] : []),
      withKind ? kindAndName(resource, name) : name,
      ...cells,
      ...(showLabels ? [labelsText(entry.labels)] : []),
    ];
  });
  return headers ? [titles, ...rows] : rows;
}
