/** How many characters a text has, for columns of text that is mostly Latin. */
export function columnsOf(text: string): number {
  return Array.from(text).length;
}
