/** The parts of a URL as curl takes them; `scheme` is null where none is written. */
export interface UrlParts {
  readonly scheme: string | null;
  /** A name or an address, without the brackets of IPv6. */
  readonly host: string;
  readonly port: number | null;
  /** With its query; `/` where none is written. */
  readonly path: string;
}

/** Reads a URL without user or fragment; null where it is none. */
export function parseUrl(text: string): UrlParts | null {
  const found =
    /^(?:([a-z][a-z0-9+.-]*):\/\/)?(?:\[([0-9a-f:.]+)\]|([^/:?#@[\]\s]+))(?::(\d{1,5}))?([/?][^#\s]*)?$/i.exec(
      text,
    );
  if (found === null) return null;
  const [, scheme, bracketed, plain, digits, rest = "/"] = found;
  const port = digits === undefined ? null : Number(digits);
  if (port !== null && (port < 1 || port > 65_535)) return null;
  return {
    scheme: scheme?.toLowerCase() ?? null,
    host: bracketed ?? plain ?? "",
    port,
    path: rest.startsWith("/") ? rest : `/${rest}`,
  };
}
