/** The first line in which two texts differ, if any. */
export function textDifferences(found: string, expected: string): readonly string[] {
  if (found === expected) return [];
  const [ours, theirs] = [found.split("\n"), expected.split("\n")];
  const at = ours.findIndex((line, index) => line !== theirs[index]);
  const index = at === -1 ? ours.length : at;
  return [`line ${index + 1}: ${ours[index] ?? "(none)"}; expected ${theirs[index] ?? "(none)"}`];
}
