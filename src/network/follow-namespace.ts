import type { Device } from "./device.js";
import type { Namespace } from "./namespace.js";
import { mainTables } from "./network.js";

/**
 * A namespace, which a play may have changed, after what its CNI makes of it has changed from `before` to `after`: only the
 * difference is carried over, so that everything else stays as it is now.
 */
export function followedNamespace(now: Namespace, before: Namespace, after: Namespace): Namespace {
  if (JSON.stringify(before) === JSON.stringify(after)) return now;
  const all = ({ routes }: Namespace): readonly Namespace["routes"]["ipv4"][number][] => [
    ...routes.ipv4,
    ...routes.ipv6,
  ];
  return {
    ...now,
    devices: followedDevices(now.devices, before.devices, after.devices),
    routes: mainTables(followedList(all(now), all(before), all(after))),
    routingRules: followedList(now.routingRules, before.routingRules, after.routingRules),
    neighbours: followedList(now.neighbours, before.neighbours, after.neighbours),
    forwardings: followedList(now.forwardings, before.forwardings, after.forwardings),
    sysctls: Object.fromEntries(
      followedList(
        Object.entries(now.sysctls),
        Object.entries(before.sysctls),
        Object.entries(after.sysctls),
      ),
    ),
  };
}

// What `after` no longer has goes, and what is new in it comes, at the end.
function followedList<Item>(
  now: readonly Item[],
  before: readonly Item[],
  after: readonly Item[],
): readonly Item[] {
  const key = (item: Item): string => JSON.stringify(item);
  const was = new Set(before.map(key));
  const is = new Set(after.map(key));
  const here = new Set(now.map(key));
  return [
    ...now.filter((item) => !was.has(key(item)) || is.has(key(item))),
    ...after.filter((item) => !was.has(key(item)) && !here.has(key(item))),
  ];
}

function followedDevices(
  now: readonly Device[],
  before: readonly Device[],
  after: readonly Device[],
): readonly Device[] {
  const [was, is] = [byName(before), byName(after)];
  const kept = now.flatMap((device) => {
    const [old, next] = [was.get(device.name), is.get(device.name)];
    if (next !== undefined) return [{ ...device, ...changedFields(old ?? device, next) }];
    return old === undefined ? [device] : [];
  });
  const here = new Set(now.map(({ name }) => name));
  return [...kept, ...after.filter(({ name }) => !was.has(name) && !here.has(name))];
}

// What somebody set by hand stays, unless the CNI sets the same.
function changedFields(before: Device, after: Device): Partial<Device> {
  const changed = Object.entries(after).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name as keyof Device]),
  );
  return Object.fromEntries(changed);
}

function byName(devices: readonly Device[]): ReadonlyMap<string, Device> {
  return new Map(devices.map((device) => [device.name, device]));
}
