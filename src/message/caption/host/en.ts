import { en as ipvs } from "../ipvs/en.js";

/** What is said of bridges, tunnels, neighbours, and of what was done on a host. */
const own = {
  "sent-echo-request":
    "{program} in {host} pings {destination}: an ICMP echo request from {source}.",
  "sent-echo-reply": "{host} answers the ping: an ICMP echo reply from {source} to {destination}.",
  "sent-outer": "{host} sends the outer packet ({protocol}) from {source} to {destination}.",
  "subject-outer": "The outer packet",
  "sent-icmp": "{host} sends ICMP {message} (type {type}, code {code}) to {destination}.",
  "sent-icmp-error":
    "{host} tells {destination} by ICMP what became of its packet: {message} (type {type}, code {code}).",
  "sent-icmp-own":
    "The kernel of {host} tells its own program by ICMP: {message} (type {type}, code {code}).",
  "made-fragment":
    "{host} has a fragment of the packet from {source} to {destination}: bytes {first} to {last}.",
  "made-whole": "The packet from {source} to {destination} goes on in {host} as a whole.",
  "made-copy": "{host} has a copy of the packet from {source} to {destination}.",
  "sent-redirect":
    "{host} tells {destination} by an ICMP redirect that another neighbour is the shorter way.",
  "refused-reverse-path":
    "{host} would not answer {source} out of {device}, where the packet came in, so rp_filter refuses it.",
  "refused-martian-source":
    "{host} refuses the packet: {source} cannot be the source of anything that comes in by {device}.",
  "refused-martian-destination":
    "{host} refuses the packet: {destination} must not come in by {device}.",
  "subject-echo-request": "The echo request",
  "subject-echo-reply": "The echo reply",
  "subject-icmp": "The ICMP message “{message}”",
  "subject-fragment": "A fragment",
  "ended-echo": "An echo request from {source} arrives: the kernel of {host} answers it itself.",
  "ended-echo-reply": "The echo reply from {source} reaches {program} in {host}.",
  "ended-icmp-socket": "{program} in {host} is told by {source}: {message}.",
  "delivered-icmp": "{program} in {host} (port {port}) is told by {source}: {message}.",
  "ended-redirect":
    "The packet ends here: {host} passes on no ICMP redirect about a connection whose addresses it translates.",
  "bridge-forward":
    "The bridge {bridge} in {host} knows that {destination} is behind {ports} and sends the frame there. It is not routed.",
  "bridge-forward-own":
    "The bridge {bridge} in {host} knows that {destination} is behind {ports} and sends the frame out there.",
  "bridge-flood":
    "The bridge {bridge} in {host} does not know where {destination} is, so it sends the frame out of all other ports: {ports}.",
  "bridge-local":
    "The frame is addressed to {host} itself ({destination}), so the bridge {bridge} hands it up: now the routes of {host} decide.",
  "bridge-local-and-flood":
    "The bridge {bridge} hands the frame for {destination} up to {host} and also sends it out of {ports}.",
  "bridge-local-group": "The bridge {bridge} hands the frame for {destination} up to {host}.",
  "bridge-none":
    "The bridge {bridge} in {host} has no port to send the frame for {destination} out of.",
  "packet-copied": "{host} makes a copy of the packet for {port}.",
  "packet-encapsulated": "{device} in {host} puts the packet {inner} into an outer one.",
  "packet-encapsulated-in":
    "{device} in {host} puts the packet {inner} into an outer {protocol} packet: {outer}.",
  "packet-decapsulated":
    "{device} in {host} takes the packet {inner} out of the outer one. It goes on by itself.",
  "packet-fragmented":
    "The packet is longer than the {mtu} bytes that the link takes, so {host} cuts it into {count} fragments.",
  "packet-fragmented-again":
    "{host} put the packet together and cuts it again, into {count} fragments of at most {mtu} bytes: so long was the longest that came.",
  "packet-reassembled":
    "The {count} fragments are all there, so {host} puts the packet together again.",
  "command-run-outside": "# {command}",
  "command-run": "{host}# {command}",
  "neighbour-asked": "{host} asks all neighbours on {device} by ARP: who has {address}?",
  "neighbour-asked-nd":
    "{host} asks the neighbours on {device} by neighbour discovery: who has {address}?",
  "neighbour-answered":
    "{address} answers: its hardware address is {mac}. {host} notes that for {device}.",
  "neighbour-changed":
    "{host} notes for {device}: {address} has the hardware address {mac} ({state}).",
  "neighbour-waiting": "{host} waits for an answer from {address} on {device}.",
  "neighbour-failed": "Nobody on {device} answers for {address}: {host} gives up.",
  "neighbour-removed": "{host} forgets the hardware address of {address} on {device}.",
  "forwarding-learned":
    "The bridge {bridge} in {host} learns from the frame's source: {mac} is behind {device}.",
  "forwarding-own": "{host} notes that {mac} is reached by {device}.",
  "tunnel-learned": "{device} in {host} learns: {mac} is behind the tunnel end {destination}.",
  "forwarding-removed": "{host} forgets that {mac} is behind {device}.",
  "tables-changed": "{host} is set up differently now: {tables}.",
  "rules-changed": "The rules of {host} are changed: {tables}.",
  "ended-not-forwarding":
    "The packet ends here: {host} does not forward what comes in by {device} (forwarding is off). Nobody is told.",
  "ended-reverse-path":
    "The packet ends here: rp_filter of {host} does not believe that {source} is behind {device}. Nobody is told.",
  "ended-martian-source":
    "The packet ends here: {source} cannot be its source on {device} of {host}. Nobody is told.",
  "ended-martian-destination":
    "The packet ends here: its destination must not come in by {device} of {host}. Nobody is told.",
  "ended-blackhole":
    "The packet ends here: {host} has a blackhole route for {destination}. Nobody is told.",
  "ended-unreachable":
    "The packet ends here: {host} has an unreachable route for {destination}. The sender is told.",
  "ended-prohibit":
    "The packet ends here: {host} has a prohibit route for {destination}. The sender is told.",
  "ended-too-big":
    "The packet ends here: it is longer than {mtu} bytes and must not be fragmented. {host} tells the sender.",
  "ended-device-down": "The packet ends here: {device} of {host} is down.",
  "ended-no-port": "The frame ends here: the bridge {bridge} in {host} has no port for it.",
  "ended-not-our-mac": "{host} ignores the frame: its hardware address is not that of {device}.",
  "ended-bridge-loop":
    "The frame ends here: it and its copies went round a loop of bridges; {bridge} in {host} is one of them.",
  "ended-too-long-for-port":
    "The frame ends here: {port} of {host} carries {mtu} bytes at most. A bridge tells nobody.",
  "ended-outer-lost": "The packet is lost with the outer packet {outer} that it was in.",
  "ended-no-tunnel-end":
    "The packet ends here: {device} in {host} knows no other tunnel end for it.",
  "ended-tunnel-loop":
    "The packet ends here: what {device} in {host} sends would go into a tunnel again and again.",
  "ended-decapsulated": "The outer packet ends in {host}: {device} takes out what it carries.",
  "ended-reassembled": "{host} keeps this fragment until the others are there.",
  "ended-fragmented": "The whole packet ends in {host}: it goes on in fragments.",
  "ended-table-full":
    "The packet ends here: the conntrack table of {host} is full. Nobody is told.",
  "ended-lost-on-link": "The packet is lost on {segment}. Nobody is told.",
  "ended-no-protocol": "The packet ends here: nothing in {host} takes the protocol {protocol}.",
} as const;

/** These, and what is said of IPVS. */
export const en: typeof own & typeof ipvs = { ...own, ...ipvs };

/** The sentences of a language. */
export type HostCaptionTexts = Readonly<Record<keyof typeof en, string>>;
