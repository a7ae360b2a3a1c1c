/** Mistakes in a CNI configuration. */
export const cniDiagnosticsEn: Readonly<Record<string, string>> = {
  "cni-too-long": "A CNI configuration may have {limit} characters; this one has more.",
  "cni-json-unexpected": "Here the text stops being JSON.",
  "cni-json-unfinished": "The JSON ends before it is finished.",
  "cni-json-too-deep": "The JSON is nested deeper than any CNI configuration.",
  "cni-json-duplicate": "This name stands in the object already.",
  "cni-wrong-kind": "The value of `{name}` is not of its kind.",
  "cni-no-version": "Without `cniVersion` the plugins take 0.1.0.",
  "cni-unknown-version": "`{version}` is not a version of the CNI specification.",
  "cni-missing": "The name `{name}` is missing here.",
  "cni-wrong-name":
    "`{name}` is not a name of a network: letters, digits, `_`, `.` and `-`, with a letter or digit first.",
  "cni-no-plugins": "The list has no plugin.",
  "cni-other-plugin": "The first plugin is `{found}`, but the scenario's CNI is another.",
  "cni-other-ipam": "`{found}` is not an IPAM plugin that is played here.",
  "cni-wrong-device":
    "`{name}` is not a name of a device: it has at most {limit} characters, and no space, `/` or `:`.",
  "cni-hairpin-and-promiscuous": "The bridge plugin refuses hairpinMode together with promiscMode.",
  "cni-no-ranges": "host-local has no range to hand addresses out of.",
  "cni-small-subnet": "{subnet} is too small to hand addresses out of.",
  "cni-host-bits": "{subnet} has bits behind its length; the network is {network}.",
  "cni-outside-subnet": "`{name}` {address} is outside of {subnet}.",
  "cni-range-backwards": "The range ends at {end}, before its start {start}.",
  "cni-mixed-families": "The ranges of one set must be of one IP version.",
  "cni-ranges-overlap": "The ranges {subnet} and {other} share addresses.",
  "cni-route-families": "The gateway {gateway} is not of the IP version of {destination}.",
  "cni-not-modelled": "`{name}` is not played here: nothing comes of it.",
  "cni-unknown-name": "No plugin here knows `{name}`; it is passed over.",
  "cni-unknown-plugin": "There is no plugin `{found}` that may stand behind the first one.",
  "cni-wrong-sysctl": "The tuning plugin may set only what is under net/, not `{name}`.",
  "cni-no-portmap":
    "The pod {pod} has a hostPort, and no portmap plugin with the capability portMappings is listed: nothing leads there.",
  "cni-outside-ranges":
    "The pod {pod} has {address}, which is in no range of the CNI configuration: it gets no address.",
  "cni-not-handed-out":
    "host-local would never hand out {address}, which the pod {pod} has: its range is {start} to {end}.",
};
