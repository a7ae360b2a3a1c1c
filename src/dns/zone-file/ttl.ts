const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/** A time of a zone file in seconds, `3600` or `1h30m`; null for anything else (miekg/dns scan.go: stringToTTL). */
export function parseZoneTime(text: string): number | null {
  let sum = 0;
  let number = 0;
  for (const character of text.toLowerCase()) {
    const unit = UNITS[character];
    if (unit !== undefined) {
      sum += number * unit;
      number = 0;
    } else if (/\d/.test(character)) number = number * 10 + Number(character);
    else return null;
    if (sum + number > 0xffffffff) return null;
  }
  return sum + number;
}
