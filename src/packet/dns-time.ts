/** A moment as signatures write it, `20160426031301` (RFC 4034, 3.2), from seconds since 1970. */
export function signatureTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replaceAll(/[-:T]|\..*/g, "");
}

/** Seconds since 1970, from `20160426031301` or a plain number; null for anything else. */
export function parseSignatureTime(text: string): number | null {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text)?.slice(1).map(Number);
  if (parts === undefined) return /^\d{1,10}$/.test(text) ? Number(text) % 2 ** 32 : null;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts;
  const time = Date.UTC(year, month - 1, day, hour, minute, second);
  return Math.floor(time / 1000) % 2 ** 32;
}
