import { fill } from "../../../message/fill.js";
import type { NodePlan, PodPlan } from "../../layout/stage-plan.js";
import { box } from "../../mark/box.js";
import type { Rect } from "../../mark/box.js";
import type { Mark } from "../../mark/mark.js";
import { text } from "../../mark/text.js";
import { addressesAt } from "../../naming.js";
import type { NamespaceHeader } from "../../../trace/header.js";
import { colourOf, fillOf, focusOf } from "../focus.js";
import type { StageInput } from "../input.js";
import { textWidth } from "../../measure.js";
import { routesOf } from "../rules/draw-routes.js";
import { stationText } from "./station-text.js";

const SHORTEST_NAME = 44;

/** A node's card: what lies under the wires, and what lies over them. */
export function drawNode(
  input: StageInput,
  plan: NodePlan,
): { readonly ground: readonly Mark[]; readonly front: readonly Mark[] } {
  const { namespace, rect, stack } = plan;
  const key = namespace.id;
  const { inNode, inStack, colour } = presence(input, namespace);
  const tooltip = [
    namespace.name,
    ...addressesAt(input.after, namespace),
    ...routesOf(input, namespace.id, null),
  ].join("\n");
  const ground = [
    box(`${key}/card`, rect, {
      radius: 8,
      stroke: inNode ? colour : "line",
      strokeWidth: inNode ? 1.75 : 1,
      tooltip,
    }),
    box(`${key}/stack`, stack, {
      fill: inStack ? fillOf(colour) : "device-fill",
      stroke: inStack ? colour : "line",
      strokeWidth: inStack ? 1.5 : 1,
      action: `namespace:${key}`,
    }),
  ];
  const address = addressesAt(input.after, namespace)[0] ?? "";
  const addressWidth = Math.min(rect.width * 0.6, textWidth(address, { size: 11, mono: true }) + 1);
  const headY = rect.y + (plan.isLow ? 18 : 23);
  return {
    ground,
    front: [
      text(
        `${key}/name`,
        { x: rect.x + 12, y: headY, room: rect.width - 30 - addressWidth },
        namespace.name,
        { size: 13, bold: true },
      ),
      text(
        `${key}/address`,
        { x: rect.x + rect.width - 12, y: headY, room: addressWidth },
        address,
        { size: 11, mono: true, anchor: "end", fill: "quiet-text" },
      ),
      ...plan.pods.flatMap((pod) => drawPod(input, pod)),
      ...hiddenPods(input, plan),
      ...stackWords(input, plan, inStack),
      ...plan.devices.flatMap(({ name, rect: pill }) => [
        box(`${key}/${name}`, pill, {
          radius: pill.height / 2,
          fill: "device-fill",
          stroke: "wire",
        }),
        text(
          `${key}/${name}/name`,
          { x: pill.x + pill.width / 2, y: pill.y + pill.height / 2 + 4, room: pill.width - 8 },
          name,
          { size: 11, mono: true, anchor: "middle", fill: "quiet-text" },
        ),
      ]),
    ],
  };
}

/** A pod, or another namespace that stands inside a host. */
export function drawPod(input: StageInput, { namespace, rect, form }: PodPlan): readonly Mark[] {
  const key = namespace.id;
  if (input.after.absent.includes(key)) return [];
  const { inNode: isHere, colour } = presence(input, namespace);
  const life = lifeOf(input, namespace);
  const isServer = namespace.servers.some(({ port }) => port === 53);
  const quiet = isServer ? "dns-fill" : "card";
  // What becomes of a pod stands in the place of its address, which the tooltip has.
  const address = life ?? addressesAt(input.after, namespace)[0] ?? "";
  const servers = namespace.servers.map(
    ({ program, protocol, port }) => `${program} ${protocol}/${port}`,
  );
  const frame = box(`${key}/box`, rect, {
    fill: isHere ? fillOf(colour) : quiet,
    stroke: isHere ? colour : life !== null ? "drop" : isServer ? "dns" : "wire",
    strokeWidth: isHere ? 1.75 : 1,
    ...(life === null ? {} : { dashed: true }),
    tooltip: [
      namespace.name,
      ...(life === null ? [] : [life]),
      ...addressesAt(input.after, namespace),
      ...servers,
    ].join("\n"),
    action: `namespace:${key}`,
  });
  const look = {
    size: 11,
    mono: life === null,
    fill: life === null ? "quiet-text" : "drop",
  } as const;
  if (form === "tall-row") {
    const x = rect.x + 10;
    const room = rect.width - 20;
    return [
      frame,
      text(`${key}/name`, { x, y: rect.y + 15, room }, namespace.name, { size: 11 }),
      text(`${key}/address`, { x, y: rect.y + 29, room }, address, look),
    ];
  }
  if (form === "row") {
    const wanted = textWidth(address, look) + 1;
    const room = rect.width - 24;
    const addressRoom = Math.min(wanted, room - SHORTEST_NAME);
    return [
      frame,
      text(
        `${key}/name`,
        { x: rect.x + 10, y: rect.y + rect.height / 2 + 4, room: room - addressRoom - 6 },
        namespace.name,
        { size: 11 },
      ),
      text(
        `${key}/address`,
        { x: rect.x + rect.width - 14, y: rect.y + rect.height / 2 + 4, room: addressRoom },
        address,
        { ...look, anchor: "end" },
      ),
    ];
  }
  const middle = rect.x + rect.width / 2;
  return [
    frame,
    text(`${key}/name`, { x: middle, y: rect.y + 19, room: rect.width - 12 }, namespace.name, {
      size: 12,
      anchor: "middle",
    }),
    text(`${key}/address`, { x: middle, y: rect.y + 35, room: rect.width - 10 }, address, {
      ...look,
      anchor: "middle",
    }),
  ];
}

// Whether a pod ends, or is not ready; null for one that serves.
function lifeOf(
  { after, words }: StageInput,
  { kubernetesNamespace, name }: NamespaceHeader,
): string | null {
  const pod = after.pods[`${kubernetesNamespace ?? ""}/${name}`];
  if (pod === undefined) return null;
  if (pod.phase === "terminating") return words["pod-terminating"];
  return pod.ready || pod.phase === "gone" ? null : words["pod-unready"];
}

/** What a stack's box says: what is in it, and what the packet is doing there. */
export function stackWords(
  input: StageInput,
  {
    namespace,
    stackText,
    stack,
  }: Pick<NodePlan, "namespace" | "stackText"> & { readonly stack: Rect },
  inStack: boolean,
): readonly Mark[] {
  const { words } = input;
  const { x, y, room } = stackText;
  const key = `${namespace.id}/stack`;
  const look = { size: 11, fill: "quiet-text" } as const;
  const doingLook = { ...look, mono: true, bold: true, fill: "text" } as const;
  const isWhole = textWidth(words["stack-parts"], look) <= room;
  const packet = focusOf(input);
  const doing = inStack && packet !== null ? stationText(input, packet) : null;
  // Where the station does not fit in one line it takes both.
  const [station = "", hook] =
    doing === null || textWidth(doing, doingLook) <= room ? [] : doing.split(" ");
  const isSplit = hook !== undefined;
  const parts = ["stack-parts", "stack-parts-1", "stack-parts-short"] as const;
  const fitting = parts.find((part) => textWidth(words[part], look) <= room);
  const first = isSplit ? station : words[fitting ?? "stack-parts-short"];
  const second = (isSplit ? hook : doing) ?? (isWhole ? null : words["stack-parts-2"]);
  const line = 15;
  // One line stands where two would have their middle.
  const shift = second === null ? line / 2 : 0;
  const top = Math.min(y, stack.y + stack.height - line - 9) + shift;
  return [
    text(`${key}/parts`, { x, y: top, room }, first, isSplit ? doingLook : look),
    ...(second === null
      ? []
      : [
          text(
            `${key}/doing`,
            { x, y: top + line, room },
            second,
            doing === null ? look : doingLook,
          ),
        ]),
  ];
}

/** How many pods are not shown. */
export function hiddenPods(
  { words }: StageInput,
  { namespace, hidden }: Pick<NodePlan, "namespace" | "hidden">,
): readonly Mark[] {
  if (hidden === null) return [];
  const { names, at, room } = hidden;
  const isNode = namespace.kind === "node";
  const count = fill(words[isNode ? "more-pods" : "more-inside"], { count: names.length });
  return [
    text(`${namespace.id}/more`, { ...at, room }, count, {
      size: 11,
      fill: "quiet-text",
      tooltip: names.join("\n"),
    }),
  ];
}

/**
 * Whether the packet is in a namespace, and in its stack. A packet inside a pod is also on the pod's node, but the card is
 * lit only by what is in the node's own namespace.
 */
export function presence(
  input: StageInput,
  namespace: NamespaceHeader,
): {
  readonly inNode: boolean;
  readonly inStack: boolean;
  readonly colour: ReturnType<typeof colourOf>;
} {
  const packet = focusOf(input);
  const inNode = packet?.place.namespace === namespace.id;
  const colour = packet === null ? "packet" : colourOf(packet);
  return { inNode, inStack: inNode && packet.place.spot !== "device", colour };
}
