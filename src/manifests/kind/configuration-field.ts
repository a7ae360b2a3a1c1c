import { nearParameters } from "../choice.js";
import { mapField } from "../field.js";
import { oddity } from "../reading.js";
import type { Reading } from "../reading.js";
import type { YamlMap } from "../yaml/value.js";

const words = (text: string): readonly string[] => text.split(/\s+/);

/** The fields of a KubeProxyConfiguration by the section that they stand in (kube-proxy/config/v1alpha1/types.go v1.36). */
const SECTIONS: Readonly<Record<string, readonly string[]>> = {
  "": words(`apiVersion kind featureGates clientConnection logging hostnameOverride bindAddress healthzBindAddress
    metricsBindAddress bindAddressHardFail enableProfiling showHiddenMetricsForVersion mode iptables ipvs nftables
    winkernel detectLocalMode detectLocal clusterCIDR nodePortAddresses oomScoreAdj conntrack configSyncPeriod
    portRange windowsRunAsService metadata`),
  iptables: words("masqueradeBit masqueradeAll localhostNodePorts syncPeriod minSyncPeriod"),
  nftables: words("masqueradeBit masqueradeAll syncPeriod minSyncPeriod"),
  ipvs: words(
    `syncPeriod minSyncPeriod scheduler excludeCIDRs strictARP tcpTimeout tcpFinTimeout udpTimeout`,
  ),
  conntrack: words(
    `maxPerCore min tcpEstablishedTimeout tcpCloseWaitTimeout tcpBeLiberal udpTimeout udpStreamTimeout`,
  ),
  detectLocal: words("bridgeInterface interfaceNamePrefix"),
};

/** Fields of older versions, which no kube-proxy of today looks at. */
const GONE: readonly string[] = words(
  "portRange udpIdleTimeout resourceContainer enableContentionProfiling max",
);

/** Warns of fields that kube-proxy no longer has, or never had (it refuses those in strict decoding, and warns). */
export function checkConfigurationFields(reading: Reading, fields: YamlMap): void {
  for (const [section, known] of Object.entries(SECTIONS)) {
    const map = section === "" ? fields : mapField(reading, fields, section);
    for (const { key } of map?.entries ?? []) {
      const parameters = { field: section === "" ? key.text : `${section}.${key.text}` };
      if (GONE.includes(key.text)) oddity(reading, key, "manifest-gone-field", parameters);
      else if (!known.includes(key.text))
        oddity(reading, key, "manifest-strange-field", {
          ...parameters,
          ...nearParameters(key.text, known),
        });
    }
  }
}
