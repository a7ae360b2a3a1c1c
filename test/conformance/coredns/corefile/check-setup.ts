import { dispense } from "../../../../src/dns/corefile/dispenser.js";
import { lexCorefile } from "../../../../src/dns/corefile/lex.js";
import { isMistake } from "../../../../src/dns/corefile/mistake.js";
import { BARE_HOST } from "../../../../src/dns/host.js";
import { ORDER } from "../../../../src/dns/order.js";
import { readBlockKey } from "../../../../src/dns/corefile/block-key.js";
import { EMPTY_OUTSIDE, hideResolver } from "../answers/empty-outside.js";
import { differences, nameOf, Unsupported } from "../conformance-case.js";
import type { CheckContext } from "../conformance-case.js";

interface SetupCase {
  readonly id: string;
  readonly input: string;
  readonly shouldErr: boolean;
  readonly errContains?: string;
  readonly actualError?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly serverBlockKeys?: readonly string[];
}

// Recordings name a plugin by its folder.
const FOLDERS: Readonly<Record<string, string>> = { metrics: "prometheus" };

const UNSUPPORTED: Readonly<Record<string, string>> = {};

/** The files that the plugins' own tests find beside them, with as much of what they hold as is looked at. */
const FOUND_BESIDE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  dnssec: { ...pairOf("Kcluster.local"), ...pairOf("ksk_Kcluster.local") },
  grpc: { "resolv.conf": "nameserver 10.10.255.252\nnameserver 10.10.255.253\n" },
  sign: pairOf("testdata/Kmiek.nl.+013+59725"),
  tls: { "test_cert.pem": "", "test_key.pem": "", "test_ca.pem": "" },
};

function pairOf(key: string): Readonly<Record<string, string>> {
  return { [`${key}.key`]: "", [`${key}.private`]: "" };
}

/** Compares what a plugin's setup says of its directive: that it is right, or what is wrong with it. */
export function checkSetup(one: SetupCase, { file }: CheckContext): readonly string[] {
  const { id, files = {} } = one;
  const folder = nameOf(file).replace(/^.*\//, "");
  const plugin = FOLDERS[folder] ?? folder;
  const setup = ORDER.find(([name]) => name === plugin)?.[1];
  if (typeof setup !== "function") throw new Unsupported(`the directive ${plugin}`);
  const unsupported = UNSUPPORTED[id];
  if (unsupported !== undefined) throw new Unsupported(unsupported);
  const tokens = lexCorefile({ name: "Testfile", text: textOf(one) }, 0);
  const placed = tokens.map((token) => ({ ...token, file: "Testfile" }));
  const host = {
    ...BARE_HOST,
    outside: EMPTY_OUTSIDE,
    files: new Map(Object.entries({ ...FOUND_BESIDE[plugin], ...files })),
  };
  const plugins = new Set([plugin, "kubernetes"]);
  const result = setup(dispense(placed), { zones: zonesOf(one), plugins, files: host.files, host });
  const text = isMistake(result) ? hideResolver(`plugin/${plugin}: ${result.text}`) : null;
  const wrong = errorDifferences(text, one);
  const [feature] = isMistake(result) ? [] : result.unsupported.map((part) => part.feature);
  if (wrong.length > 0 && feature !== undefined) throw new Unsupported(feature);
  return wrong;
}

// Some tests put a path into their text; the recording has the expression that does so.
function textOf({ input }: SetupCase): string {
  if (!/^".*" \+ .* \+ ".*"$/s.test(input)) return input;
  const text = input.replace(/" \+ .* \+ "/s, "TMPFILE").slice(1, -1);
  return text.replaceAll("\\n", "\n");
}

function errorDifferences(
  text: string | null,
  { shouldErr, errContains = "", actualError }: SetupCase,
): readonly string[] {
  if (!shouldErr) return differences("error", text, null);
  if (actualError !== undefined) return differences("error", text, actualError);
  if (text?.includes(errContains) === true) return [];
  return [`error: is ${JSON.stringify(text)}, should contain ${JSON.stringify(errContains)}`];
}

function zonesOf({ serverBlockKeys = ["."] }: SetupCase): readonly string[] {
  return serverBlockKeys.flatMap((key) => {
    const read = readBlockKey(key);
    return typeof read === "string" ? [] : read.map(({ zone }) => zone);
  });
}
