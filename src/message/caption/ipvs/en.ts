/** What is said of IPVS, the kernel's load balancer. */
export const en = {
  "virtual-server-found":
    "IPVS in {host} takes the packet in {hook}: it is for the virtual server {server}, whose scheduler is {scheduler}.",
  "scheduled-next":
    "Round robin (rr): after {after} it is the turn of {endpoint} to serve {server}.",
  "scheduled-first":
    "Round robin (rr) begins at the head of its list, where the real server that was added last stands: {endpoint} serves {server}.",
  "scheduled-weighted":
    "Weighted round robin (wrr) asks for a weight of {weight} or more: {endpoint} is the next in the list that has it.",
  "scheduled-least":
    "{scheduler} takes the real server with the least load: {endpoint}. The loads: {loads}.",
  "scheduled-idle":
    "Never queue (nq) takes the first real server without an active connection: {endpoint}. The loads: {loads}.",
  "scheduled-hash":
    "{scheduler} hashes {of} to place {place} of its table of {size}, and there stands {endpoint}.",
  "scheduled-persistent":
    "The client was bound to a real server before (session affinity), so no scheduler is asked: {endpoint} serves {server}.",
  "scheduled-nobody": "No real server of {server} takes connections.",
  "ipvs-connection-created":
    "IPVS in {host} makes a connection: {client} to the virtual server {virtual}, served by {real}.",
  "ipvs-template-created":
    "IPVS in {host} binds the client {client} to {real}: for {seconds} s after its last connection it stays with that real server.",
  "ipvs-connection-updated":
    "IPVS in {host}: the connection of {client} is now in {state}; its real server counts it as {counts}.",
  "ipvs-connection-refreshed": "IPVS in {host}: the connection of {client} keeps living.",
  "ipvs-template-refreshed": "IPVS in {host}: the binding of {client} to {real} lasts longer.",
  "ipvs-connection-expired":
    "IPVS in {host} forgets the connection of {client}: its time has run out.",
  "ipvs-connection-gone":
    "IPVS in {host} forgets the connection of {client}: its real server takes no connections any more.",
  "ipvs-connection-reused":
    "IPVS in {host} forgets the old connection of {client}: it is over, and a SYN from the same port begins another one.",
  "ipvs-found-in":
    "IPVS in {host} knows the packet: it goes on to {real}, the real server of its connection.",
  "ipvs-found-out":
    "IPVS in {host} knows the packet: it comes from the real server {real}, and its client knows only {virtual}.",
  "ended-no-real-server":
    "The packet ends here: the virtual server has no real server that takes connections, so {host} answers with an ICMP error, port unreachable.",
  "ended-real-server-gone":
    "The packet ends here: the real server of its connection is not the virtual server's any more.",
  "ended-loopback-balanced":
    "The packet ends here: IPVS in {host} sends nothing from 127.0.0.0/8 to another host, and nothing from there to 127.0.0.0/8.",
} as const;
