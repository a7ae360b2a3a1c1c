import { formatEndpoint } from "../../../base/address.js";
import { fill } from "../../../message/fill.js";
import type { ServiceHeader } from "../../../trace/header.js";
import type { StagePlan } from "../../layout/stage-plan.js";
import { box } from "../../mark/box.js";
import type { Rect } from "../../mark/box.js";
import type { Mark } from "../../mark/mark.js";
import { text } from "../../mark/text.js";
import { textWidth } from "../../measure.js";
import { addressesAt, portOf, serviceAt, serviceName } from "../../naming.js";
import { focusOf } from "../focus.js";
import type { StageInput } from "../input.js";

/** What stands below: the network's name, Services, hosts outside. */
export function drawFoot(input: StageInput, plan: StagePlan): readonly Mark[] {
  const { words } = input;
  const { lan, hiddenNodes, hiddenServices } = plan;
  const marks: Mark[] = [];
  if (lan !== null) {
    const more =
      hiddenNodes.length === 0
        ? ""
        : ` · ${fill(words["more-nodes"], { count: hiddenNodes.length })}`;
    const { at, room } = lan.label;
    marks.push(
      text("lan/name", { ...at, room }, `${lan.name}${more}`, {
        size: 11,
        mono: true,
        fill: "quiet-text",
        ...(more === "" ? {} : { tooltip: hiddenNodes.join("\n") }),
      }),
    );
  }
  for (const { namespace, rect } of plan.outside) {
    const key = namespace.id;
    const isLow = rect.height < 40;
    const address = addressesAt(input.after, namespace)[0] ?? "";
    const isHere = focusOf(input)?.place.namespace === key;
    const half = rect.width / 2 - 16;
    marks.push(
      box(`${key}/box`, rect, {
        stroke: isHere ? "packet" : "wire",
        fill: isHere ? "packet-fill" : "card",
        tooltip: [namespace.name, words.outside, ...addressesAt(input.after, namespace)].join("\n"),
      }),
      text(
        `${key}/name`,
        { x: rect.x + 12, y: rect.y + 20, room: isLow ? half : rect.width - 24 },
        namespace.name,
      ),
      text(
        `${key}/address`,
        isLow
          ? { x: rect.x + rect.width - 12, y: rect.y + 20, room: half }
          : { x: rect.x + 12, y: rect.y + 37, room: rect.width - 24 },
        address,
        { size: 11, mono: true, fill: "quiet-text", anchor: isLow ? "end" : "start" },
      ),
    );
  }
  for (const { service, rect } of plan.services) marks.push(...drawService(input, service, rect));
  if (hiddenServices !== null) {
    const { names, at, room } = hiddenServices;
    const count = fill(words["more-services"], { count: names.length });
    marks.push(
      text("services/more", { ...at, room }, count, {
        size: 11,
        fill: "quiet-text",
        tooltip: names.join("\n"),
      }),
    );
  }
  return marks;
}

function drawService(input: StageInput, planned: ServiceHeader, rect: Rect): readonly Mark[] {
  const { words } = input;
  const service = input.after.services.find(
    ({ name, kubernetesNamespace }) =>
      name === planned.name && kubernetesNamespace === planned.kubernetesNamespace,
  );
  if (service === undefined) return [];
  const key = `service/${serviceName(service)}`;
  const isMeant = isAddressed(input, planned);
  const [first] = service.addresses;
  const port = service.ports[0]?.port;
  const address =
    first === undefined ? "" : port === undefined ? first : formatEndpoint(first, port);
  const room = rect.width - 24;
  const lines = [
    `${words.service} ${serviceName(service)}`,
    ...service.addresses,
    ...service.ports.map(({ name, protocol, port: own }) => `${own}/${protocol} ${name}`.trim()),
    ...service.endpoints.map(
      ({ address: to, port: at, pod }) =>
        `→ ${formatEndpoint(to, at)}${pod === null ? "" : ` ${pod}`}`,
    ),
  ];
  const note = ownerNote(input, service.addresses);
  // The second line's note gives way where both do not fit.
  const hasNote =
    textWidth(address, { size: 11, mono: true }) + textWidth(note, { size: 11 }) + 12 <= room;
  const second = { x: rect.x + 12, y: rect.y + rect.height - 11 };
  return [
    box(`${key}/box`, rect, {
      radius: 8,
      fill: isMeant ? "translation-fill" : null,
      stroke: "translation",
      strokeWidth: isMeant ? 1.75 : 1,
      dashed: true,
      tooltip: [...lines, note].join("\n"),
    }),
    text(
      `${key}/name`,
      { x: rect.x + 12, y: rect.y + rect.height / 2 - 5, room },
      `${words.service} ${serviceName(service)}`,
      { size: 12, bold: true },
    ),
    text(`${key}/address`, { ...second, room }, address, {
      size: 11,
      mono: true,
      fill: "translation",
    }),
    ...(hasNote
      ? [
          text(
            `${key}/note`,
            {
              x: rect.x + rect.width - 12,
              y: second.y,
              room: room - textWidth(address, { size: 11, mono: true }) - 8,
            },
            note,
            { size: 11, fill: "quiet-text", anchor: "end" },
          ),
        ]
      : []),
  ];
}

// In ipvs mode every node has the address on a device of its own.
function ownerNote({ after, words }: StageInput, addresses: readonly string[]): string {
  const owner = Object.values(after.tables)
    .flatMap(({ devices }) => devices)
    .find((device) => device.addresses.some((own) => addresses.includes(own.split("/")[0] ?? "")));
  return owner === undefined
    ? words["service-note"]
    : fill(words["service-owner"], { device: owner.name });
}

function isAddressed(input: StageInput, service: ServiceHeader): boolean {
  const packet = focusOf(input);
  if (packet === null) return false;
  const { header } = input.trace;
  const { headers } = packet;
  return (["source", "destination"] as const).some(
    (end) => serviceAt(header, headers[end], portOf(headers, end)) === service,
  );
}
