import type { ChartPlace, ChartPlan } from "../../layout/chart-plan.js";
import { box, centreOf } from "../../mark/box.js";
import type { Mark } from "../../mark/mark.js";
import { text } from "../../mark/text.js";
import { fillOf } from "../focus.js";
import type { ChartInput } from "./draw-group.js";

/** Devices, routing decisions and the local process. */
export function drawPlaces({ places, note }: ChartPlan, given: ChartInput): readonly Mark[] {
  const { input, pass, packet, colour } = given;
  const { words } = input;
  const route = packet?.pass?.route ?? null;
  const isRouted = pass.stations.some(({ station }) => station === "routing");
  const isProcess = pass.stations.some(({ station }) => station === "process");
  const lastMet = pass.stations.at(-1);
  const last = lastMet?.station;
  const wasMadeHere = pass.input === null;
  // What a bridge has is at a hook or with the bridge, although it stays at the device.
  const isHeld = last === "bridge" || lastMet?.hook !== last;
  const isAtDevice = packet?.place.spot === "device" && !isHeld;
  const routeText = route?.text ?? words.routing;
  const marks = (
    place: ChartPlace,
    label: string,
    state: { readonly lit: boolean; readonly current: boolean; readonly tooltip?: string },
  ): readonly Mark[] => {
    const rect = places[place];
    const { x, y } = centreOf(rect);
    const isDevice = place === "input" || place === "output";
    const { lit, current, tooltip } = state;
    return [
      box(`place/${place}`, rect, {
        radius: isDevice ? rect.height / 2 : 6,
        fill: current ? colour : lit ? fillOf(colour) : isDevice ? "device-fill" : "card",
        stroke: lit || current ? colour : "wire",
        ...(tooltip === undefined ? {} : { tooltip }),
      }),
      text(`place/${place}/name`, { x, y: y + 4, room: rect.width - 14 }, label, {
        size: 11,
        anchor: "middle",
        fill: current ? "on-packet" : lit ? "text" : "quiet-text",
        mono: isDevice && lit,
        ...(current ? { bold: true } : {}),
      }),
    ];
  };
  const routed = { lit: isRouted, current: last === "routing" && !isAtDevice, tooltip: routeText };
  const idle = { lit: false, current: false };
  const met = (station: "ingress" | "xfrm" | "qdisc") => ({
    lit: pass.stations.some((one) => one.station === station),
    current: last === station && !isAtDevice,
    tooltip: words[`station-${station}`],
  });
  return [
    ...marks("input", `${words.input}${pass.input === null ? "" : ` ${pass.input}`}`, {
      lit: pass.input !== null,
      current: isAtDevice && pass.output === null && pass.input !== null,
    }),
    ...marks("ingress", "ingress", met("ingress")),
    ...marks("routing-in", words.routing, wasMadeHere ? idle : routed),
    ...marks("xfrm-in", "xfrm", wasMadeHere ? { ...met("xfrm"), ...idle } : met("xfrm")),
    ...marks("process", words.process, {
      lit: isProcess,
      current: last === "process" && !isAtDevice,
    }),
    ...marks("routing-out", words.routing, wasMadeHere ? routed : idle),
    ...marks("xfrm-out", "xfrm", wasMadeHere ? met("xfrm") : { ...met("xfrm"), ...idle }),
    ...marks("qdisc", "qdisc", met("qdisc")),
    ...marks("output", `${words.output}${pass.output === null ? "" : ` ${pass.output}`}`, {
      lit: pass.output !== null,
      current: isAtDevice && pass.output !== null,
    }),
    ...(note === null ? [] : connectionNote(note, given)),
  ];
}

function connectionNote(
  { x, y, width, height }: NonNullable<ChartPlan["note"]>,
  { input, packet }: ChartInput,
): readonly Mark[] {
  const { words } = input;
  const pass = packet?.pass;
  const lines = [
    ...(pass?.connection == null
      ? []
      : [
          `${words["conntrack-state"]}: ${pass.connection.state}${pass.connection.direction === null ? "" : ` · ${words[pass.connection.direction]}`}`,
        ]),
    ...(pass?.route?.text == null ? [] : [pass.route.text]),
  ];
  return lines
    .filter((_, index) => (index + 1) * 16 <= height)
    .map((line, index) =>
      text(`note/${index}`, { x: x + width / 2, y: y + 10 + index * 16, room: width }, line, {
        size: 11,
        anchor: "middle",
        fill: "quiet-text",
        mono: index > 0 || pass?.connection == null,
      }),
    );
}
