import { errorAt } from "../../base/diagnostic.js";
import type { Said } from "../../cluster/declaration.js";
import type { LoadBalancerIngress } from "../../cluster/service.js";
import { readAddress } from "../value/address.js";
import { isDomainName, readChoice } from "../value/name.js";
import type { WordReader } from "../word-reader.js";

/** Reads `load-balancer-ip 192.0.2.1`, `load-balancer-ip 192.0.2.1 proxy`. */
export function readIngressAddress(words: WordReader): readonly Said<LoadBalancerIngress>[] {
  const word = words.take("ADDRESS");
  const address = word && readAddress(word, words.report);
  const mode = readMode(words);
  if (address === null) return [];
  return [{ value: { address: address.value, hostname: null, mode }, span: address.span }];
}

/** Reads `load-balancer-name lb.example.com`, the way of balancers that give a name alone. */
export function readIngressName(words: WordReader): readonly Said<LoadBalancerIngress>[] {
  const word = words.take("DOMAIN");
  const mode = readMode(words);
  if (word === null) return [];
  if (!isDomainName(word.text)) {
    words.report(errorAt(word.span, "bad-domain-name", { text: word.text }));
    return [];
  }
  const hostname = word.text.toLowerCase();
  return [{ value: { address: null, hostname, mode }, span: word.span }];
}

function readMode(words: WordReader): LoadBalancerIngress["mode"] {
  const word = words.peek();
  if (word === null) return "VIP";
  words.take("vip, proxy");
  words.end();
  return readChoice(word, ["vip", "proxy"], words.report) === "proxy" ? "Proxy" : "VIP";
}
