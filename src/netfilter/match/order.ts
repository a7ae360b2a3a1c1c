import type { MatchForm } from "./form.js";
import type { Match, MatchKind } from "./match.js";
import { addrtype } from "./addrtype.js";
import { comment } from "./comment.js";
import { connmark } from "./connmark.js";
import { conntrack } from "./conntrack.js";
import { destination } from "./destination.js";
import { dscp } from "./dscp.js";
import { fragment } from "./fragment.js";
import { hashlimit } from "./hashlimit.js";
import { helper } from "./conntrack-helper.js";
import { hl } from "./hl.js";
import { icmp, icmp6 } from "./icmp.js";
import { inInterface } from "./in-interface.js";
import { ipvs } from "./ipvs.js";
import { iprange } from "./iprange.js";
import { length } from "./length.js";
import { limit } from "./limit.js";
import { mac } from "./mac.js";
import { mark } from "./mark.js";
import { multiport } from "./multiport.js";
import { nfacct } from "./nfacct.js";
import { opaque } from "./opaque.js";
import { outInterface } from "./out-interface.js";
import { owner } from "./owner.js";
import { physdev } from "./physdev.js";
import { pkttype } from "./pkttype.js";
import { protocol } from "./protocol.js";
import { recent } from "./recent.js";
import { rpfilter } from "./rpfilter.js";
import { sctp } from "./sctp.js";
import { set } from "./set.js";
import { socket } from "./socket.js";
import { source } from "./source.js";
import { state } from "./state.js";
import { statistic } from "./statistic.js";
import { string } from "./string.js";
import { tcp } from "./tcp.js";
import { tos } from "./tos.js";
import { ttl } from "./ttl.js";
import { udp } from "./udp.js";

type MatchForms = {
  readonly [Kind in MatchKind]: MatchForm<Extract<Match, { readonly kind: Kind }>>;
};

/**
 * Every match. The first six are the rule's own and are asked first, in this order (ip_packet_match in linux
 * net/ipv4/netfilter/ip_tables.c); those with a module follow in the order in which the rule names them.
 */
export const MATCH_FORMS: MatchForms = {
  source,
  destination,
  "in-interface": inInterface,
  "out-interface": outInterface,
  protocol,
  fragment,
  tcp,
  udp,
  sctp,
  icmp,
  icmp6,
  multiport,
  comment,
  conntrack,
  state,
  mark,
  addrtype,
  statistic,
  recent,
  connmark,
  dscp,
  hashlimit,
  helper,
  hl,
  iprange,
  ipvs,
  length,
  limit,
  mac,
  owner,
  physdev,
  pkttype,
  rpfilter,
  set,
  socket,
  string,
  tos,
  ttl,
  nfacct,
  opaque,
};

/** The form of a match. */
export function formOf(match: Match): MatchForm<Match> {
  return MATCH_FORMS[match.kind];
}
