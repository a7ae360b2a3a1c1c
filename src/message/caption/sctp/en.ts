/** What is said of SCTP. */
export const en = {
  "sctp-opening":
    "{client} opens an SCTP association from {local} to {remote}. Until the answer comes it is in COOKIE_WAIT.",
  "sctp-established": "For {client} the SCTP association {local} – {remote} is established.",
  "sctp-both-closed":
    "Both sides have shut the SCTP association {local} – {remote} down: {client} forgets it.",
  "sctp-retransmit": "No answer for {seconds} s: {client} sends the SCTP chunk again.",
  "sctp-give-up":
    "No answer for {seconds} s: {client} has sent the SCTP chunk often enough, and gives up.",
  "sent-sctp-init":
    "{program} in {host} wants an SCTP association: INIT from {source} to {destination}.",
  "sent-sctp-init-ack":
    "{host} answers with INIT ACK from {source} to {destination}. All it knows is in the cookie: it keeps nothing itself.",
  "sent-sctp-cookie-echo":
    "{program} in {host} brings the cookie back: COOKIE ECHO from {source} to {destination}.",
  "sent-sctp-cookie-ack":
    "{host} accepts the cookie and the association: COOKIE ACK from {source} to {destination}.",
  "sent-sctp-data":
    "{program} in {host} sends a message ({chunks}) from {source} to {destination}: {data}",
  "sent-sctp-abort":
    "{host} has no SCTP association for this packet: ABORT from {source} to {destination}.",
  "sent-sctp-shutdown":
    "{program} in {host} has sent everything and closes: SHUTDOWN from {source} to {destination}.",
  "sent-sctp-chunks": "{program} in {host} sends {chunks} from {source} to {destination}.",
  "subject-sctp-data": "The SCTP packet with “{data}”",
  "subject-sctp": "The SCTP packet with {chunks}",
  "ended-no-association": "{host} knows of no SCTP association with {source} on port {port}.",
} as const;
