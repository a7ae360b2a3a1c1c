// k8s.io/cli-runtime pkg/printers/tabwriter.go v1.36
const NARROWEST = 6;
const PADDING = 3;

/** Rows of cells in columns, each as wide as its widest cell and three blanks; nothing is padded behind the last one. */
export function tableText(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows)
    for (const [column, cell] of row.entries())
      widths[column] = Math.max(widths[column] ?? NARROWEST, cell.length + PADDING);
  return rows
    .map((row) => {
      const cells = row.map((cell, column) => {
        const blanks = (widths[column] ?? 0) - cell.length;
        return column === row.length - 1 ? cell : cell + " ".repeat(blanks);
      });
      return `${cells.join("")}\n`;
    })
    .join("");
}

const MOST_LISTED = 3;

/** The first three of a list, and how many more there are; `<unset>` or `<none>`, whichever is given, for nothing. */
export function someOf(list: readonly string[], nothing: string): string {
  const shown = list.slice(0, MOST_LISTED).join(",");
  if (shown === "") return nothing;
  const more = list.length - MOST_LISTED;
  return more > 0 ? `${shown} + ${more} more...` : shown;
}
