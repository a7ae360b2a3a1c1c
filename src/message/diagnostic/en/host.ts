/** Mistakes in Linux hosts, their devices and routes, and the cables between them. */
export const hostDiagnosticsEn: Readonly<Record<string, string>> = {
  "unknown-host": "There is no host named `{name}`.",
  "unknown-actor": "Nothing named `{name}` could run a program here.",
  "unknown-container": "There is no container named `{name}`.",
  "unknown-device": "`{host}` has no device named `{name}`.",

  "bad-device-name":
    "`{text}` cannot be a device's name: at most {max} characters, without space, slash or colon.",
  "bad-device-address": "`{text}` is not an address with the length of its prefix.",
  "bad-mac": "`{text}` is not a hardware address.",
  "mac-of-many": "`{text}` is zero or stands for many devices, so that no device can have it.",
  "made-elsewhere": "A device of the kind `{word}` is made in another way.",
  "device-taken": "The device `{name}` of `{host}` is there already, and takes no cable.",
  "device-without-cable": "No cable ends in `{name}` of `{host}`, so it leads nowhere.",
  "link-without-device": "Which device of `{host}` does the cable end in?",
  "link-to-itself":
    "A cable needs two different devices; both of its ends are `{name}` of `{host}`.",
  "port-without-bridge":
    "The switch `{host}` has several bridges, and nothing says whose port `{name}` is.",
  "ambiguous-bridge": "Several hosts have a bridge named `{name}`.",
  "port-taken": "`{name}` is a port of the bridge `{bridge}` already.",
  "not-a-port": "`{name}` cannot be the port of a bridge.",
  "bridge-loop":
    "This cable closes a loop of bridges ({bridges}): a frame for everybody goes round it until a limit ends it.",
  "mtu-without-ipv6":
    "The MTU of `{name}` is {mtu}; below {min} the kernel takes IPv6 off the device.",

  "route-with-way": "A route of the kind `{kind}` ends packets, and leads to no gateway or device.",
  "route-without-way": "This route leads nowhere.",
  "route-device-down": "The device `{name}` of `{host}` is down, so no route can lead over it.",
  "invalid-gateway":
    "The gateway {gateway} lies in no network that `{host}` is in (`Nexthop has invalid gateway`).",
  "own-gateway": "The gateway {gateway} is an address of `{host}` itself.",
  "onlink-needs-device": "With `onlink` a route must name its device.",
  "host-scope-gateway": "A route with scope host cannot have a gateway.",
  "invalid-route-source":
    "{address} is not an address of `{host}`, so packets cannot leave with it.",
  "duplicate-route": "`{host}` has a route to {route} with this metric already.",
  "unknown-table": "`{text}` is not a routing table.",

  "unknown-sysctl": "There is no kernel setting `{name}`.",
  "bad-sysctl-value": "The kernel does not take `{value}` for `{name}`.",
  "bad-published-port": "`{text}` is not a port of the host and one of the container.",
  "published-port-taken": "Port {port} of `{host}` is taken by {owner} already.",
  "publish-without-network":
    "A container with the network `{network}` publishes nothing; the port is left out.",
  "build-not-first": "A network is built before anything else happens in it.",
  "bad-endpoint": "`{text}` is not a host with a port.",
  "bad-share": "`{text}` is not a share from 0% to 100%.",
  "unknown-upstream": "There is no upstream with the address {address}.",
  "bad-kernel-version": "`{text}` is no version of Linux.",
};
