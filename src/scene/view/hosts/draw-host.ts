import type { DeviceHeader } from "../../../trace/host-tables.js";
import type { BridgePlan, HostPlan, InnerWire, PillPlan } from "../../layout/hosts/host-plan.js";
import { addressLine } from "../../layout/hosts/host-columns.js";
import { box } from "../../mark/box.js";
import type { Mark } from "../../mark/mark.js";
import { polyline } from "../../mark/polyline.js";
import type { Point } from "../../mark/polyline.js";
import { text } from "../../mark/text.js";
import { textWidth } from "../../measure.js";
import { addressesAt, hostPart } from "../../naming.js";
import { fillOf, focusOf } from "../focus.js";
import type { ViewInput } from "../input.js";
import { routesOf } from "../rules/draw-routes.js";
import { drawPod, hiddenPods, presence, stackWords } from "../stage/draw-node.js";

const LOOK = { size: 11, mono: true, anchor: "middle" } as const;

/** A host's card: what lies under the packet's trail, and what lies over it. */
export function drawHost(
  input: ViewInput,
  plan: HostPlan,
): { readonly ground: readonly Mark[]; readonly front: readonly Mark[] } {
  const { namespace, rect, stack } = plan;
  const key = namespace.id;
  const { inNode, inStack, colour } = presence(input, namespace);
  const onBridge = bridgeOf(input, plan);
  const isInStack = inStack && onBridge === null;
  const address = addressesAt(input.after, namespace)[0] ?? "";
  const isOutside = namespace.kind === "outside";
  // The address stands with its device; in the head it would be one of several.
  const isNamed = plan.pills.length === 0 && address !== "";
  const addressWidth = isNamed ? textWidth(address, LOOK) + 1 : 0;
  const tooltip = [
    namespace.name,
    ...(isOutside ? [input.words.outside] : []),
    ...addressesAt(input.after, namespace),
    ...routesOf(input, key, null),
  ].join("\n");
  const ground = [
    box(`${key}/card`, rect, {
      radius: 8,
      stroke: inNode ? colour : "line",
      strokeWidth: inNode ? 1.75 : 1,
      dashed: isOutside,
      tooltip,
    }),
    ...(stack === null
      ? []
      : [
          box(`${key}/stack`, stack, {
            fill: isInStack ? fillOf(colour) : "device-fill",
            stroke: isInStack ? colour : "line",
            strokeWidth: isInStack ? 1.5 : 1,
            action: `namespace:${key}`,
          }),
        ]),
    ...plan.bridges.map((bridge) =>
      bridgeBox(input, plan, bridge, onBridge === bridge.device.name ? colour : null),
    ),
    ...plan.wires.flatMap((wire, index) => {
      const points = pointsOf(input, wire);
      return points === null ? [] : [polyline(`${key}/wire/${index}`, points)];
    }),
    // A cable is drawn from the step on that lays it.
    ...plan.inner.flatMap((pod) =>
      isWired(input, pod.namespace.id)
        ? [polyline(`${pod.namespace.id}/wire`, pod.wire, { tooltip: pod.wireName })]
        : [],
    ),
  ];
  return {
    ground,
    front: [
      text(
        `${key}/name`,
        { x: rect.x + 12, y: plan.headY, room: rect.width - 30 - addressWidth },
        namespace.name,
        { size: 13, bold: true },
      ),
      ...(isNamed
        ? [
            text(
              `${key}/address`,
              { x: rect.x + rect.width - 12, y: plan.headY, room: addressWidth },
              address,
              { size: 11, mono: true, anchor: "end", fill: "quiet-text" },
            ),
          ]
        : []),
      ...plan.inner.flatMap((pod) => drawPod(input, pod)),
      ...plan.hidden.flatMap((hidden) => hiddenPods(input, { namespace, hidden })),
      ...plan.bridges.flatMap((bridge) => bridgeWords(input, plan, bridge)),
      ...(stack === null ? [] : stackWords(input, { ...plan, stack }, isInStack)),
      ...plan.pills.flatMap((pill) => drawPill(input, plan, pill)),
    ],
  };
}

// The line that pods are wired to reaches as far as those that are wired now.
function pointsOf(input: ViewInput, { points, ends }: InnerWire): readonly Point[] | null {
  if (ends === null) return points;
  const there = ends.filter(({ namespace }) => isWired(input, namespace));
  const y = points[0]?.y ?? 0;
  return there.length === 0 ? null : [{ x: Math.min(...there.map(({ x }) => x)), y }, ...points];
}

function isWired({ after }: ViewInput, namespace: HostPlan["namespace"]["id"]): boolean {
  return after.tables[namespace]?.devices.some(({ name }) => name !== "lo") ?? false;
}

// The bridge that the packet is at now.
function bridgeOf(input: ViewInput, { namespace, bridges }: HostPlan): string | null {
  const packet = focusOf(input);
  const isHere = packet?.place.namespace === namespace.id && packet.place.spot === "device";
  const name = isHere ? packet.place.device : null;
  return bridges.some(({ device }) => device.name === name) ? name : null;
}

function bridgeBox(
  input: ViewInput,
  { namespace }: HostPlan,
  { device, rect }: BridgePlan,
  colour: "packet" | "dns" | "drop" | null,
): Mark {
  const isThere = hasDevice(input, namespace.id, device.name);
  return box(`${namespace.id}/${device.name}`, rect, {
    fill: colour === null ? (isThere ? "device-fill" : null) : fillOf(colour),
    stroke: colour ?? "wire",
    strokeWidth: colour === null ? 1.25 : 1.75,
    dashed: !isThere,
    tooltip: tooltipOf(input, namespace.id, device),
    action: `namespace:${namespace.id}`,
  });
}

function bridgeWords(
  input: ViewInput,
  { namespace }: HostPlan,
  { device, rect }: BridgePlan,
): readonly Mark[] {
  const key = `${namespace.id}/${device.name}`;
  // Packets stand at the right of the words.
  const room = rect.width - 32;
  const x = rect.x + 6 + room / 2;
  const address = addressLine(current(input, namespace.id, device));
  const middle = rect.y + rect.height / 2 - 2;
  const name = `${device.name} · ${input.words.bridge}`;
  const short = textWidth(name, LOOK) <= room ? name : device.name;
  return [
    text(`${key}/name`, { x, y: middle + (address === "" ? 6 : -2), room }, short, LOOK),
    ...(address === ""
      ? []
      : [
          text(`${key}/address`, { x, y: middle + 13, room }, address, {
            ...LOOK,
            fill: "quiet-text",
          }),
        ]),
  ];
}

function drawPill(
  input: ViewInput,
  { namespace }: HostPlan,
  { device, label, rect, isVirtual }: PillPlan,
): readonly Mark[] {
  const key = `${namespace.id}/${device.name}`;
  const now = current(input, namespace.id, device);
  const isThere = hasDevice(input, namespace.id, device.name);
  const x = rect.x + rect.width / 2;
  const room = rect.width - 4;
  const whole = addressLine(now);
  const address = textWidth(whole, LOOK) <= room ? whole : hostPart(whole);
  const isDown = isThere && !now.up;
  // A device that is down says so below its name, where it has no address.
  const second = address === "" && isDown ? input.words.down : address;
  const name = isDown && address !== "" ? `${label} ${input.words.down}` : label;
  return [
    box(key, rect, {
      radius: 9,
      fill: isThere ? "device-fill" : "card",
      stroke: isDown ? "drop" : isVirtual ? "translation" : "wire",
      dashed: isVirtual || !isThere,
      tooltip: tooltipOf(input, namespace.id, now),
    }),
    text(`${key}/name`, { x, y: rect.y + (second === "" ? 21 : 14), room }, name, {
      ...LOOK,
      fill: isThere ? "text" : "quiet-text",
    }),
    ...(second === ""
      ? []
      : [
          text(`${key}/address`, { x, y: rect.y + 28, room }, second, {
            ...LOOK,
            fill: "quiet-text",
          }),
        ]),
  ];
}

// A device as it is at this step; one that is gone, or not yet there, as it is otherwise.
function current(
  { after }: ViewInput,
  namespace: HostPlan["namespace"]["id"],
  device: DeviceHeader,
): DeviceHeader {
  const found = after.tables[namespace]?.devices.find(({ name }) => name === device.name);
  return found ?? { ...device, addresses: [] };
}

function hasDevice(
  { after }: ViewInput,
  namespace: HostPlan["namespace"]["id"],
  device: string,
): boolean {
  return after.tables[namespace]?.devices.some(({ name }) => name === device) ?? false;
}

function tooltipOf(
  { after }: ViewInput,
  namespace: HostPlan["namespace"]["id"],
  { name, mac, addresses, details, mtu }: DeviceHeader,
): string {
  const ports = after.tables[namespace]?.devices.filter(({ master }) => master === name) ?? [];
  return [
    name,
    mac,
    ...addresses,
    ...(details === "" ? [] : [details]),
    `mtu ${mtu}`,
    ...ports.map((port) => `→ ${port.name}`),
  ].join("\n");
}
