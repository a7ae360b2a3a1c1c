import type { AddrtypeMatch } from "./addrtype.js";
import type { CommentMatch } from "./comment.js";
import type { ConnmarkMatch } from "./connmark.js";
import type { ConntrackMatch } from "./conntrack.js";
import type { DestinationMatch } from "./destination.js";
import type { DscpMatch } from "./dscp.js";
import type { FragmentMatch } from "./fragment.js";
import type { HashlimitMatch } from "./hashlimit-match.js";
import type { HelperMatch } from "./conntrack-helper.js";
import type { HlMatch } from "./hl.js";
import type { Icmp6Match, IcmpMatch } from "./icmp.js";
import type { InInterfaceMatch } from "./in-interface.js";
import type { IpvsMatch } from "./ipvs.js";
import type { IprangeMatch } from "./iprange.js";
import type { LengthMatch } from "./length.js";
import type { LimitMatch } from "./limit.js";
import type { MacMatch } from "./mac.js";
import type { MarkMatch } from "./mark.js";
import type { MultiportMatch } from "./multiport.js";
import type { NfacctMatch } from "./nfacct.js";
import type { OpaqueMatch } from "./opaque.js";
import type { OutInterfaceMatch } from "./out-interface.js";
import type { OwnerMatch } from "./owner.js";
import type { PhysdevMatch } from "./physdev.js";
import type { PkttypeMatch } from "./pkttype.js";
import type { ProtocolMatch } from "./protocol.js";
import type { RecentMatch } from "./recent.js";
import type { RpfilterMatch } from "./rpfilter.js";
import type { SctpMatch } from "./sctp.js";
import type { SetMatch } from "./set.js";
import type { SocketMatch } from "./socket.js";
import type { SourceMatch } from "./source.js";
import type { StateMatch } from "./state.js";
import type { StatisticMatch } from "./statistic.js";
import type { StringMatch } from "./string.js";
import type { TcpMatch } from "./tcp.js";
import type { TosMatch } from "./tos.js";
import type { TtlMatch } from "./ttl.js";
import type { UdpMatch } from "./udp.js";

/** One condition of a rule. A rule keeps them in the order in which the kernel asks and iptables-save prints them. */
export type Match =
  | SourceMatch
  | DestinationMatch
  | InInterfaceMatch
  | OutInterfaceMatch
  | ProtocolMatch
  | FragmentMatch
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
  | ConnmarkMatch
  | DscpMatch
  | HashlimitMatch
  | HelperMatch
  | HlMatch
  | IprangeMatch
  | IpvsMatch
  | LengthMatch
  | LimitMatch
  | MacMatch
  | OwnerMatch
  | PhysdevMatch
  | PkttypeMatch
  | RpfilterMatch
  | SetMatch
  | SocketMatch
  | StringMatch
  | TosMatch
  | TtlMatch
  | NfacctMatch
  | OpaqueMatch;

/** The names of all kinds of matches. */
export type MatchKind = Match["kind"];
