import type { Address } from "../base/address.js";

/** What `getaddrinfo` comes to: addresses, or one of its errors. */
export type LookupResult =
  | {
      readonly kind: "found";
      /** As getaddrinfo found them, IPv4 first; the caller sorts by RFC 6724. */
      readonly addresses: readonly Address[];
      /** The name that was answered for, without a trailing dot. */
      readonly canonicalName: string;
    }
  /** EAI_NONAME: the name does not exist. */
  | { readonly kind: "not-found" }
  /** EAI_NODATA: the name exists, without an address. */
  | { readonly kind: "no-data" }
  /** EAI_ADDRFAMILY: it is an address of another family than was asked for. */
  | { readonly kind: "wrong-family" }
  /** EAI_AGAIN: no server gave a usable answer. */
  | {
      readonly kind: "try-again";
      /** The decisive rcode, or `timeout`, `refused`, `truncated`. */
      readonly reason: string;
    };

const NAMES: Readonly<Record<LookupResult["kind"], string>> = {
  found: "NOERROR",
  "not-found": "EAI_NONAME",
  "no-data": "EAI_NODATA",
  "wrong-family": "EAI_ADDRFAMILY",
  "try-again": "EAI_AGAIN",
};

/** The name of a result in `<netdb.h>`; `NOERROR` where addresses were found. */
export function errorName({ kind }: LookupResult): string {
  return NAMES[kind];
}
