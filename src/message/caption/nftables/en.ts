/** The English sentences about the chains, sets and maps of nft. */
export const en = {
  "nft-chain-entered": "{host}: the chain {chain} of the table {table} is asked at {hook}.",
  "nft-chain-skipped":
    "The rules of {chain} are not asked: what becomes of this connection's addresses was settled with its first packet.",
  "nft-chain-skipped-untracked":
    "The rules of {chain} are not asked: the packet is not tracked, and what is not tracked is not translated.",
  "nft-chain-skipped-invalid":
    "The rules of {chain} are not asked: conntrack cannot assign the packet to a connection (INVALID).",
  "nft-by-policy":
    "No rule that {chain} leads to decided ({visited} tried), so its policy does: {policy}.",
  "nft-by-rule": "{chain} is done: rule {rule} of {last} decided ({action}).",
  "nft-map-service":
    "Rule {rule} of {chain} looks {key} up in the map {map}: it is Service {service}. On to {target}.",
  "nft-map-jump": "Rule {rule} of {chain} looks {key} up in the map {map}. On to {target}.",
  "nft-map-drop": "Rule {rule} of {chain} looks {key} up in the map {map}, which says: drop.",
  "nft-map-accept": "Rule {rule} of {chain} looks {key} up in the map {map}, which says: accept.",
  "nft-one-look-up": "One look-up finds it, however many elements there are ({count} here).",
  "nft-drew-target":
    "Rule {rule} of {chain} draws a number below {modulus}: {value}. On to {target}.",
  "nft-drew-endpoint":
    "Rule {rule} of {chain} draws a number below {modulus}: {value}. Its map says the new destination: {endpoint}.",
  "nft-chosen-by-draw":
    "Rule {rule} of {chain} chose by a number below {modulus}, and drew {value}.",
  "nft-client-known":
    "Rule {rule} of {chain} finds the client {key} in the set {set}: it goes where it went before, to {target}.",
  "nft-client-remembered":
    "{chain} puts the client {element} into the set {set} for {seconds} s, so that its next connection comes to the same endpoint.",
  "nft-set-updated": "{chain} puts {element} into the set {set} for {seconds} s.",
  "nft-set-updated-for-ever": "{chain} puts {element} into the set {set}.",
  "nft-set-removed": "{chain} takes {element} out of the set {set}.",
  "nft-hairpin":
    "Rule {rule} of {chain} finds {key} in the set {set}: an endpoint has reached itself through its Service, so the answer has to come back by this host. New source: {to}.",
  "nft-masquerade":
    "Rule {rule} of {chain} matches ({condition}): the packet gets a source of this host. New source: {to}.",
  "nft-reject-set":
    "Rule {rule} of {chain} finds {key} in the set {set}, and no Service has this port: rejected with {with}.",
  "nft-mark-for-masquerade":
    "{chain} sets the mark {mark}: this packet's source is to be replaced when it leaves {host}.",
  "nftables-changed": "The nftables rules of {host} are changed: {tables}.",
};
