import { required } from "../../src/base/assert.js";
import type { ProxyInput } from "../../src/kubeproxy/input.js";
import { ownCases } from "../conformance/kube-proxy/own-cases.js";
import { readProxyCase } from "./proxy-case.js";

/** The input of one of the project's own cases of kube-proxy. */
export function ownInput(name: string): ProxyInput {
  const found = ownCases().find((folder) => folder.name === name);
  return readProxyCase(required(found, name).read("input.yaml"));
}
