import type { Address } from "../../base/address.js";

/** How much a host says to another one in ICMP: the kernel keeps one account for each peer (linux struct inet_peer). */
export interface PeerLimits {
  /** Whether an error may be sent; `perError` is `icmp_ratelimit`, in milliseconds (linux net/ipv4/inetpeer.c: inet_peer_xrlim_allow). */
  maySendError(peer: Address, perError: number, now: number): boolean;
  /** Whether a packet without a route may be told of at all (linux net/ipv4/route.c: ip_error). */
  mayTellOfRoute(peer: Address, now: number): boolean;
  /** Whether a redirect may be sent (linux net/ipv4/route.c: ip_rt_send_redirect). */
  mayRedirect(peer: Address, now: number): boolean;
}

interface Account {
  /** In microseconds. */
  tokens: number;
  last: number;
  redirects: number;
}

const SECOND = 1_000_000;
const BURST = 6;
const ROUTE_ERROR_BURST = 5 * SECOND;
const REDIRECT_LOAD = SECOND / 50;
const REDIRECT_SILENCE = REDIRECT_LOAD << 10;
const MOST_REDIRECTS = 9;

// The kernel forgets peers by age and memory.
const MOST_PEERS = 4096;

/** Nobody has been told anything yet. */
export function createPeerLimits(): PeerLimits {
  const accounts = new Map<Address, Account>();
  const of = (peer: Address, now: number): Account => {
    const known = accounts.get(peer);
    if (known !== undefined) return known;
    const [oldest] = accounts.keys();
    if (accounts.size >= MOST_PEERS && oldest !== undefined) accounts.delete(oldest);
    // linux: a new peer starts as if it had been quiet for a minute.
    const account = { tokens: 0, last: now - 60 * SECOND, redirects: 0 };
    accounts.set(peer, account);
    return account;
  };
  const pay = (account: Account, { price, most }: Price, now: number): boolean => {
    account.tokens = Math.min(most, account.tokens + now - account.last);
    account.last = now;
    if (account.tokens < price) return false;
    account.tokens -= price;
    return true;
  };
  return {
    maySendError: (peer, perError, now) =>
      perError <= 0 ||
      pay(of(peer, now), { price: perError * 1000, most: BURST * perError * 1000 }, now),
    mayTellOfRoute: (peer, now) =>
      pay(of(peer, now), { price: SECOND, most: ROUTE_ERROR_BURST }, now),
    mayRedirect: (peer, now) => {
      const account = of(peer, now);
      if (now > account.last + REDIRECT_SILENCE)
        Object.assign(account, { tokens: 0, redirects: 0 });
      if (account.redirects >= MOST_REDIRECTS) {
        account.last = now;
        return false;
      }
      const wait = REDIRECT_LOAD * 2 ** account.redirects;
      if (account.redirects > 0 && now <= account.last + wait) return false;
      account.last = now;
      account.redirects++;
      return true;
    },
  };
}

interface Price {
  readonly price: number;
  readonly most: number;
}
