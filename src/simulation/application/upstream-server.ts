import { answerUpstream } from "../../dns/upstream.js";
import type { ResourceRecord } from "../../packet/dns-message.js";
import type { Program } from "../effect.js";
import { dnsService } from "./dns-service.js";

/** A resolver outside the cluster that knows these records and no others. */
export function upstreamServer(records: readonly ResourceRecord[]): Program<void> {
  return dnsService({ port: 53 }, function* ({ message }) {
    return answerUpstream(records, message);
  });
}
