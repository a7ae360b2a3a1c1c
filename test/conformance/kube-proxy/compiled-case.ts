import { compileMode } from "../../../src/index.js";
import type { ProxyInput, ProxyOutput } from "../../../src/index.js";
import { readProxyCase } from "../../support/proxy-case.js";

/** A case of one mode with what Hopwise makes of its input. */
export interface CompiledCase {
  /** The case's `input.yaml`. */
  readonly yaml: string;
  readonly input: ProxyInput;
  readonly output: ProxyOutput;
}

/** Compares with one recorded file; a line for each difference. */
export type RecordedCheck = (compiled: CompiledCase, recorded: string) => readonly string[];

/** Compiles the input of a case. */
export function compileCase(mode: "iptables" | "nftables" | "ipvs", yaml: string): CompiledCase {
  const input = readProxyCase(yaml);
  return { yaml, input, output: compileMode(mode, input) };
}
