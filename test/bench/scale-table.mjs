/** A table of what was measured at 100, 1,000 and 10,000 Services, with how much more the last takes than the first. */
export function scaleTable(rows) {
  const lines = rows.map(({ what, values, limits }) => {
    const [first, , last] = values;
    const growth = first === null || last === null ? "" : `× ${round(last / first)}`;
    const limit = limits === null ? "" : limits.map(round).join(" / ");
    return `| ${what} | ${values.map(shown).join(" | ")} | ${growth} | ${limit} |`;
  });
  return [
    "| ms | 100 | 1 000 | 10 000 | growth | at most |",
    "| --- | ---: | ---: | ---: | ---: | ---: |",
    ...lines,
  ].join("\n");
}

function shown(value) {
  return value === null ? "the tool is missing" : round(value);
}

function round(value) {
  return value < 10 ? value.toFixed(value < 1 ? 2 : 1) : String(Math.round(value));
}
