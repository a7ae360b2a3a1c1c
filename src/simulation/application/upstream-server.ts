import { answerUpstream } from "../../dns/upstream.js";
import type { ResourceRecord } from "../../packet/dns-message.js";
import type { Program } from "../effect.js";
import { dnsService, dnsServiceOverTcp } from "./dns-service.js";
import type { DnsAnswerer } from "./dns-service.js";

/** A resolver outside the cluster that knows these records and no others. */
export function upstreamServer(records: readonly ResourceRecord[]): Program<void> {
  return dnsService({ port: 53 }, answererOf(records, "udp"));
}

/** The same over TCP. */
export function upstreamServerOverTcp(records: readonly ResourceRecord[]): Program<void> {
  return dnsServiceOverTcp({ port: 53 }, answererOf(records, "tcp"));
}

function answererOf(records: readonly ResourceRecord[], transport: "udp" | "tcp"): DnsAnswerer {
  return function* ({ message }) {
    return answerUpstream(records, message, transport);
  };
}
