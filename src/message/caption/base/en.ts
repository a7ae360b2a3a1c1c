import { en as plugin } from "../plugin/en.js";

/** The English sentences about names, packets, rules and connections. */
const own = {
  /** The tag by which the texts that authors wrote are chosen. */
  language: "en",

  otherwise: "{kind}",
  "chapter-started": "{title}",
  "note-shown": "{note}",
  "choices-explored":
    "What chance can make of {command}: {count} ways, one to each endpoint, {shares} of all requests.",
  "choices-none": "Chance has nothing to decide about {command}: there is one way.",
  "choices-too-many":
    "What chance can make of {command}: {count} ways were played, and there are more.",
  "request-started": "{client} runs: {command}",
  "request-answered": "{client} has its answer: {output}",
  "request-answered-status": "{client} has its answer, HTTP {status}: {output}",
  "dig-answered": "{program} in {client} has its answer, {rcode}: {name} has {answers}.",
  "dig-answered-other":
    "{program} in {client} asked for {name}, and has an answer about another name, {rcode}: {owner} has {answers}.",
  "dig-no-data":
    "{program} in {client} has its answer, {rcode}: {name} exists, but has no {type} record.",
  "dig-nxdomain": "{program} in {client} has its answer, {rcode}: the name {name} does not exist.",
  "dig-failed": "{program} in {client} has an answer without records about {name}: {rcode}.",
  "file-read": "{client} reads: {lines}",
  "request-refused": "The request of {client} was refused: {output}",
  "request-unreachable": "{client} was told that the destination cannot be reached: {output}",
  "request-reset": "The connection of {client} was reset: {output}",
  "request-not-permitted": "The host of {client} does not let the request out: {output}",
  "request-timed-out": "{client} gave up waiting: {output}",
  "request-nxdomain": "The name does not exist. {client} prints: {output}",
  "request-no-data":
    "The name exists, but has no record of the wanted kind. {client} prints: {output}",
  "request-server-failure": "No name server gave a usable answer. {client} prints: {output}",
  "request-cannot-know":
    "What becomes of the request of {client} cannot be known: a packet met a rule with a match that is not simulated.",
  "socket-opening":
    "{client} opens a TCP connection from {local} to {remote}. Until the answer comes it is in SYN-SENT.",
  "socket-established": "For {client} the TCP connection {local} – {remote} is established.",
  "socket-both-closed":
    "Both sides have closed the TCP connection {local} – {remote}: the socket of {client} is gone.",
  "socket-closed": "{client}: the {protocol} socket {local} – {remote} is closed.",
  "socket-udp": "{client} has a UDP socket {local} for {remote}.",
  "socket-changed": "{client}: the {protocol} socket {local} – {remote} is now in {state}.",
  "timer-retransmit":
    "No answer {seconds} s after the first try: {client} sends the segment again, because it may have been lost.",
  "timer-give-up":
    "No answer {seconds} s after the first try, and {client} has repeated the segment often enough: it gives up.",
  "timer-dns": "No answer from the name server within {seconds} s: {client} stops waiting for it.",
  "timer-answer": "No answer within {seconds} s: {client} stops waiting.",
  "timer-connect": "No connection within {seconds} s: {client} gives up.",
  "timer-idle":
    "Nothing more for {seconds} s: kube-proxy on {client} closes the socket that it had for this one client.",
  "endpoint-chosen":
    "The redirect led {client} to kube-proxy itself. Its process on {host} takes the next endpoint of {service}, {place} of {of}: {endpoint}. It opens a second connection there, with the node's own address as source.",
  "endpoint-kept":
    "The redirect led {client} to kube-proxy itself. {service} has session affinity: its process on {host} takes {endpoint} again, and opens a second connection there.",
  "endpoint-none":
    "The redirect led {client} to kube-proxy itself, but {service} has no endpoint: its process on {host} has nowhere to go.",
  "expectation-held": "As the scenario expects: {text}.",
  "expectation-failed": "The scenario expects {text}, but found was {found}.",
  "http-handled": "{host} handles {method} {path}, asked by {client}, with status {status}.",

  "sent-query": "{program} in {host} asks {destination}: {type} {name}?",
  "sent-answer": "{program} in {host} answers {destination} about {type} {name}: {rcode}.",
  "sent-syn":
    "{program} in {host} wants a connection to {destination}. The first packet is a SYN from {source}.",
  "sent-syn-ack": "{host} agrees to the connection: SYN-ACK from {source} to {destination}.",
  "sent-segment": "{program} in {host} sends {flags} from {source} to {destination}.",
  "sent-data": "{program} in {host} sends data ({flags}) from {source} to {destination}: {data}",
  "sent-fin":
    "{program} in {host} has no more to send and closes its side: FIN from {source} to {destination}.",
  "sent-reset": "{host} resets the connection: RST from {source} to {destination}.",
  "sent-datagram": "{program} in {host} sends a datagram from {source} to {destination}.",
  "route-forward":
    "{host} routes {destination} out of {device} to the neighbour {gateway}: {route}",
  "route-forward-direct":
    "{host} routes {destination} out of {device}, where it is a neighbour: {route}",
  "route-translated":
    "The route is chosen for the new destination: {host} sends {destination} out of {device} to the neighbour {gateway}: {route}",
  "route-translated-direct":
    "The route is chosen for the new destination: {host} sends {destination} out of {device}, where it is a neighbour: {route}",
  "route-local":
    "{destination} is an address of {host} itself, so the packet goes up instead of on.",
  "route-none": "{host} has no route to {destination}.",
  "ttl-decremented": "{host} forwards, so it takes one from the time to live: {ttl} is left.",
  "neighbour-found": "In {host}, {address} on {device} has the hardware address {mac}.",
  "device-left": "The packet leaves {host} by {device}.",
  "veth-crossed":
    "{subject} crosses the veth pair from {from} ({fromDevice}) to {host} ({toDevice}).",
  "lan-crossed":
    "{subject} crosses the network {segment} from {from} ({fromDevice}) to {host} ({toDevice}).",
  "subject-packet": "The packet",
  "subject-query": "The question for {type} {name}",
  "subject-answer": "The answer {rcode} for {type} {name}",
  "subject-data": "The segment with “{data}”",
  "subject-segment": "The {flags}",
  "subject-datagram": "The UDP datagram",
  "device-entered": "The packet enters {host} by {device}.",
  "delivered-data": "{program} in {host} receives from {source} on port {port}: {data}",
  "delivered-segment": "{nature} from {source} arrives at port {port} of {host} ({program}).",
  "delivered-query": "{program} in {host} receives the question of {source}: {type} {name}?",
  "delivered-answer":
    "{program} in {host} receives the answer of {source} about {type} {name}: {rcode}.",
  "ended-no-socket": "Nothing in {host} listens on {protocol} port {port}.",
  "ended-no-connection": "{host} knows of no TCP connection with {source} on port {port}.",
  "ended-by-kernel": "The kernel of {host} takes the packet itself.",
  "dropped-by-rule":
    "Rule {rule} of {table} {chain} on {host} drops the packet ({ruleText}). Nobody is told.",
  "dropped-by-policy": "The policy of {table} {chain} on {host} drops the packet. Nobody is told.",
  "rejected-by-rule":
    "Rule {rule} of {table} {chain} on {host} rejects the packet ({ruleText}). The sender is told.",
  "ended-no-route": "The packet ends here: {host} has no route to {destination}.",
  "ended-ttl": "The packet ends here: its time to live is used up in {host}.",
  "ended-no-neighbour": "The packet ends here: no neighbour of {host} has the address {address}.",
  "ended-not-for-us":
    "The packet ends here: {destination} is no address of {host}, and {host} does not forward.",
  "ended-reroute":
    "The packet ends here: after the translation {host} finds no usable route to {destination}.",
  "ended-clash":
    "The packet ends here: {host} began a connection for it, but another one took its place meanwhile.",
  "ended-unknown-match":
    "Rule {rule} of {table} {chain} on {host} uses something that Hopwise does not know. What the kernel would do cannot be known, so the walk stops there: {ruleText}",
  "ended-outside":
    "{host} hands the packet on to the outside, where nothing in the scenario has the address {destination}: no answer will come.",
  "ended-at-limit":
    "The play has taken as much as it may: what becomes of the packet is not played.",
  "ended-with-play": "The play ends while this packet is still in {host}.",
  "ended-otherwise": "The packet ends in {host}: {disposition}.",

  "hook-entered": "{host}: the packet reaches the {hook} hook.",
  "hook-left": "{host}: the {hook} hook lets the packet go on.",
  "hook-stolen":
    "{host}: the packet does not go on from {hook}. IPVS has it now, and sends it as if {host} itself had made it: through OUTPUT and POSTROUTING.",
  "hook-stopped": "{host}: the packet ends in the {hook} hook: {verdict}.",
  "table-entered": "{host}: the {table} table of {hook} is asked.",
  "table-empty": "The {table} table has no rules at {hook}, so the policy decides: {policy}.",
  "table-by-policy":
    "No rule of the {table} table at {hook} decided ({visited} tried), so the policy does: {policy}.",
  "table-by-rule":
    "The {table} table at {hook} is done: rule {rule} of {chain} decided ({action}).",
  "table-left": "The {table} table at {hook} is done: {verdict}.",
  "skipped-binding":
    "The {table} rules at {hook} are not asked: what becomes of this connection's addresses was settled with its first packet.",
  "skipped-untracked":
    "The {table} rules at {hook} are not asked: the packet is not tracked, and what is not tracked is not translated.",
  "skipped-invalid":
    "The {table} rules at {hook} are not asked: conntrack cannot assign the packet to a connection (INVALID).",
  "skipped-absent": "{host} has no {table} table at {hook}: nothing to pass.",
  "hit-service":
    "Rule {rule} of {chain} matches: {condition} is Service {service}. On to {target}.",
  "no-condition": "it has no condition",
  "hit-jump": "Rule {rule} of {chain} matches ({condition}). On to {target}.",
  "hit-jump-always": "Rule {rule} of {chain} has no condition. On to {target}.",
  "hit-accept": "Rule {rule} of {chain} accepts the packet ({condition}).",
  "hit-drop": "Rule {rule} of {chain} drops the packet ({condition}).",
  "hit-reject": "Rule {rule} of {chain} rejects the packet with {with} ({condition}).",
  "hit-return": "Rule {rule} of {chain} matches ({condition}): back to {caller}.",
  "hit-return-end": "Rule {rule} of {chain} matches ({condition}): the policy decides.",
  "hit-continue": "Rule {rule} of {chain} matches: {action}. The walk goes on.",
  "hit-dnat": "Rule {rule} of {chain} names the new destination: {endpoint}.",
  "hit-snat": "Rule {rule} of {chain} asks for a new source: {to}.",
  "hit-queue":
    "Rule {rule} of {chain} hands the packet to a program ({condition}). None waits here, so the kernel drops it.",
  "hit-queue-bypass":
    "Rule {rule} of {chain} would hand the packet to a program ({condition}). None waits, and the rule lets it pass the table then.",
  "drew-and-matched": "It drew {drawn}, which is below its probability {probability}.",
  "drew-before":
    "Before it, rule {drew} drew {drawn}, which is not below its probability {probability}.",
  "drew-before-often":
    "Before it, {count} rules drew in vain; the last, rule {drew}, drew {drawn}, which is not below its probability {probability}.",
  "chosen-by-draw":
    "Rule {rule} of {chain} drew {drawn}, which is below its probability {probability}, and so chose it.",
  "chosen-after-draw":
    "Rule {drew} of {chain} drew {drawn}, which is not below its probability {probability}, so rule {rule} chose it.",
  "chosen-after-draws":
    "{count} rules of {chain} drew in vain; the last, rule {drew}, drew {drawn}, which is not below its probability {probability}. So rule {rule} chose it.",
  "chain-ended": "No more rules of {chain} match: back to {caller}.",
  "chain-empty": "{chain} has no rules: back to {caller}.",
  "chain-ended-built-in": "No more rules of {chain} match. Its policy decides.",
  "chain-empty-built-in": "{chain} of the {table} table has no rules. Its policy decides.",
  "chain-returned": "Back from {chain} to {caller}.",
  "chain-returned-built-in": "Back from {chain}. The policy decides.",
  "marked-for-masquerade":
    "{chain} sets the mark {mark}: this packet's source is to be replaced when it leaves {host}.",
  "mark-cleared": "The mark {before} has done its work and is taken off.",
  "mark-changed": "The packet's mark changes from {before} to {mark}.",
  "ttl-set": "{host}: a rule sets the time to live to {ttl}.",
  "segment-size-set": "{host}: a rule lowers the MSS of the SYN to {bytes}.",
  "connection-new": "conntrack on {host} knew no connection {tuple} before. The packet is NEW.",
  "connection-unanswered":
    "conntrack on {host} has an entry for {tuple}, but no answer was seen yet. The packet is still NEW.",
  "connection-known-original":
    "conntrack on {host} knows the connection: {state}, in the direction of the request.",
  "connection-known-reply":
    "conntrack on {host} knows the connection: {state}, an answer to {original}.",
  "connection-related": "conntrack on {host}: the packet is RELATED to the connection {original}.",
  "connection-invalid": "conntrack on {host} cannot assign the packet to a connection: INVALID.",
  "connection-untracked": "{host} does not track this packet: UNTRACKED.",
  "connection-created":
    "conntrack on {host} begins an entry for {tuple}. It counts only once the packet has passed all hooks.",
  "connection-created-beside":
    "Another processor of {host} takes this packet at the same moment. It does not see the entry for {tuple} that is not confirmed yet, and begins one more.",
  "connection-confirmed":
    "The packet has passed all hooks of {host}, so conntrack confirms the entry. Answers are expected from {replySource} to {replyDestination}.",
  "connection-updated": "conntrack on {host}: the connection {tuple} is now {state}.",
  "connection-bound":
    "conntrack on {host} binds the translation to the connection {tuple}: from now on, answers are expected from {replySource} to {replyDestination}.",
  "connection-answered": "conntrack on {host} has seen an answer for {tuple}.",
  "connection-refreshed": "conntrack on {host} keeps the entry for {tuple} for longer.",
  "connection-expired":
    "conntrack on {host} removes the entry {tuple}: nobody used it before its time ran out.",
  "connection-not-confirmed":
    "conntrack on {host} forgets the entry that it had begun for {tuple}: the first packet got no further.",
  "connection-refused":
    "conntrack on {host} removes the entry {tuple}: a reset refused the connection.",
  "connection-reopened":
    "conntrack on {host} removes the entry {tuple}: that connection is over, and this SYN begins another one.",
  "connection-stale":
    "kube-proxy on {host} deletes the UDP entry {tuple}: the endpoint behind it no longer serves.",
  "connection-deleted": "conntrack on {host} removes the entry {tuple}: somebody deleted it.",
  "connection-flushed": "conntrack on {host} removes the entry {tuple}: the table was flushed.",
  "connection-evicted":
    "conntrack on {host} removes the entry {tuple} to make room for a new connection.",
  "connection-clash":
    "conntrack on {host} gives up the entry that it had begun for {tuple}: another packet of the same exchange was faster.",
  "translated-dnat": "{host} rewrites the destination {old} to {endpoint}.",
  "translated-dnat-on": "{host} rewrites the destination {old} to {endpoint} on {node}.",
  "translated-dnat-service":
    "Service {service}: {host} rewrites the destination {old} to {endpoint}.",
  "translated-dnat-service-on":
    "Service {service}: {host} rewrites the destination {old} to {endpoint} on {node}.",
  "translated-snat":
    "{host} rewrites the source {old} to {new}, so that the answer comes back through {host}.",
  "because-mark": "Rule {rule} of {chain} does so for packets with the mark {mark}.",
  "because-rule": "Rule {rule} of {chain} asks for it ({condition}).",
  "because-rule-always": "Rule {rule} of {chain} asks for it.",
  "translated-un-dnat":
    "{host} undoes the DNAT: the answer's source {old} becomes {new} again, the address that was called.",
  "translated-un-snat":
    "{host} undoes the source's translation: the answer's destination {old} becomes {new} again.",
  "translated-dnat-again":
    "The connection is known, so {host} rewrites the destination {old} to {new} without asking a rule.",
  "translated-snat-again":
    "The connection is known, so {host} rewrites the source {old} to {new} without asking a rule.",

  "lookup-absolute":
    "{client} needs the address of {name}, which ends in a dot and is asked as it is.",
  "lookup-search-first":
    "{client} needs the address of {name}. Dots in it: {dots}, fewer than ndots:{ndots}, so the search list comes first.",
  "lookup-name-first":
    "{client} needs the address of {name}. Dots in it: {dots}, not fewer than ndots:{ndots}, so it is tried as it is first.",
  "candidate-tried": "Name {k} of {n}: {client} asks for {candidate} ({types}).",
  "candidate-nxdomain":
    "NXDOMAIN: {candidate} does not exist. That was name {k} of {n}. Next: {next}.",
  "candidate-nxdomain-last":
    "NXDOMAIN: {candidate} does not exist. That was name {k} of {n}, the last one.",
  "candidate-no-data":
    "{candidate} exists, but has no record of the wanted type. That was name {k} of {n}.",
  "candidate-timeout": "No answer for {candidate} in time. That was name {k} of {n}.",
  "candidate-failed": "{candidate} was not resolved: {result}. That was name {k} of {n}.",
  "lookup-found": "{name} is {addresses}.",
  "lookup-found-as": "{name} is {answeredBy} and has the address {addresses}.",
  "lookup-failed": "The look-up of {name} ends without an address: {result}.",
  "query-sent": "{client} asks {server}: {type} {name}?",
  "answer-received": "{client} receives {rcode} for {type} {name}: {answers}.",
  "answer-received-empty": "{client} receives {rcode} for {type} {name}, without an answer record.",
  "answer-truncated":
    "{client} receives an answer for {type} {name} that is cut short: {count} records, and the flag TC, since there are more.",
  "block-chosen": "{program} in {host} gives {name} to the server block {keys} (zone {zone}).",
  "block-chosen-reordered":
    "{program} in {host} gives {name} to the server block {keys} (zone {zone}). It asks the plugins in its own order, not in that of the Corefile.",
  "block-missing": "{name} is served by no server block of CoreDNS in {host}.",
  "plugin-entered": "The query reaches the plugin {plugin} (Corefile, line {line}).",
  "plugin-cache-hit": "{plugin} has an answer for {name} stored. It is good for {seconds} s more.",
  "plugin-cache-hit-plain": "{plugin} has an answer for {name} stored.",
  "plugin-cache-miss": "{plugin} has nothing stored for {name}, so the query goes on.",
  "plugin-cache-stored": "{plugin} stores the answer for {name} for {seconds} s.",
  "plugin-cache-stored-denial": "{plugin} stores for {seconds} s that {name} has no such record.",
  "plugin-cache-declined": "{plugin} does not store the answer for {name}: {reason}.",
  "plugin-record-found": "{plugin} finds {object}.",
  "plugin-record-missing": "{plugin} does not find {object}: {reason}.",
  "plugin-forwarded": "{plugin} asks the name server {upstream}.",
  "plugin-upstream-failed": "{plugin} got no answer from the name server {upstream}: {reason}.",
  "plugin-answers-shuffled": "{plugin} changes the order of the {count} addresses.",
  "plugin-error-logged": "{plugin} logs: {text}",
  "plugin-answered": "{plugin} (Corefile, line {line}) answers {rcode}: {answers}.",
  "plugin-answered-empty":
    "{plugin} (Corefile, line {line}) answers {rcode}, without an answer record.",
} as const;

/** What a player says of clusters: all but hosts, bridges and tunnels. */
export const base: typeof own & typeof plugin = {
  ...own,
  ...plugin,
};
