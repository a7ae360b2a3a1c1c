import type { AddrtypeMatch } from "./addrtype.js";
import type { CommentMatch } from "./comment.js";
import type { ConntrackMatch } from "./conntrack.js";
import type { DestinationMatch } from "./destination.js";
import type { Icmp6Match, IcmpMatch } from "./icmp.js";
import type { InInterfaceMatch } from "./in-interface.js";
import type { MarkMatch } from "./mark.js";
import type { MultiportMatch } from "./multiport.js";
import type { NfacctMatch } from "./nfacct.js";
import type { OpaqueMatch } from "./opaque.js";
import type { OutInterfaceMatch } from "./out-interface.js";
import type { ProtocolMatch } from "./protocol.js";
import type { RecentMatch } from "./recent.js";
import type { SctpMatch } from "./sctp.js";
import type { SourceMatch } from "./source.js";
import type { StateMatch } from "./state.js";
import type { StatisticMatch } from "./statistic.js";
import type { TcpMatch } from "./tcp.js";
import type { UdpMatch } from "./udp.js";

/** One condition of a rule. A rule keeps them in the order in which the kernel asks and iptables-save prints them. */
export type Match =
  | SourceMatch
  | DestinationMatch
  | InInterfaceMatch
  | OutInterfaceMatch
  | ProtocolMatch
  | TcpMatch
  | UdpMatch
  | SctpMatch
  | IcmpMatch
  | Icmp6Match
  | MultiportMatch
  | CommentMatch
  | ConntrackMatch
  | StateMatch
  | MarkMatch
  | AddrtypeMatch
  | StatisticMatch
  | RecentMatch
  | NfacctMatch
  | OpaqueMatch;

/** The names of all kinds of matches. */
export type MatchKind = Match["kind"];
