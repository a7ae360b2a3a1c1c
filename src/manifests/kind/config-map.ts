import { sloppyPrefix } from "../address-field.js";
import { fieldOf, mapField, textField } from "../field.js";
import type { Found } from "../found.js";
import type { KubernetesObject } from "../object.js";
import { mistake } from "../reading.js";
import type { Reading } from "../reading.js";
import { reportYamlMistakes } from "../report-yaml.js";
import { innerTextOf } from "../yaml/inner-text-of.js";
import { readStream } from "../yaml/read-stream.js";
import type { YamlMap, YamlScalar } from "../yaml/value.js";
import { clusterRangesOf, readProxyConfiguration } from "./proxy-configuration.js";

/** Reads the ConfigMaps that a cluster's own programs have in `kube-system`; any other is passed over. */
export function readConfigMap(object: KubernetesObject, found: Found): void {
  if (object.namespace !== "kube-system") return;
  switch (object.name.value) {
    case "coredns": {
      const corefile = dataOf(object, "Corefile");
      if (corefile !== null) found.corefile = innerTextOf(object.reading.text, corefile);
      const data = mapField(object.reading, object.fields, "data");
      for (const { key, value } of data?.entries ?? []) {
        const isFile = value.kind === "scalar" && key.text !== "Corefile";
        if (isFile) found.corednsFiles.set(key.text, innerTextOf(object.reading.text, value).text);
      }
      break;
    }
    case "kube-proxy":
      readInner(object, "config.conf", (reading, fields) => {
        found.proxy = readProxyConfiguration(reading, fields);
        const quietly = { ...reading, report: () => undefined };
        found.podRanges = clusterRangesOf(quietly, fields);
      });
      break;
    case "kubeadm-config":
      readInner(object, "ClusterConfiguration", (reading, fields) => {
        readClusterConfiguration(reading, fields, found);
      });
      break;
  }
}

/** A text among the data; null, with a report, where it is not there. */
function dataOf({ reading, fields }: KubernetesObject, name: string): YamlScalar | null {
  const data = mapField(reading, fields, "data");
  const value = fieldOf(data, name);
  if (value?.kind === "scalar") return value;
  const names = data?.entries.map(({ key }) => key.text) ?? [];
  const parameters = { field: `data.${name}`, expected: [name], names };
  mistake(reading, data ?? fields, "manifest-missing", parameters);
  return null;
}

/** Reads a document that stands in a ConfigMap's text, where it stands. */
function readInner(
  object: KubernetesObject,
  name: string,
  read: (reading: Reading, fields: YamlMap) => void,
): void {
  const scalar = dataOf(object, name);
  if (scalar === null) return;
  const text = innerTextOf(object.reading.text, scalar);
  const reading = { ...object.reading, text };
  for (const { value, mistakes } of readStream(text.text)) {
    reportYamlMistakes(text, mistakes, reading.report);
    if (value?.kind === "map") read(reading, value);
  }
}

function readClusterConfiguration(reading: Reading, fields: YamlMap, found: Found): void {
  const networking = mapField(reading, fields, "networking");
  const ranges = (name: string): Found["podRanges"] =>
    (textField(reading, networking, name)?.value.split(",") ?? []).flatMap(
      (text) => sloppyPrefix(text.trim()) ?? [],
    );
  if (found.podRanges.length === 0) found.podRanges = ranges("podSubnet");
  found.serviceRanges = ranges("serviceSubnet");
  found.domain = textField(reading, networking, "dnsDomain")?.value ?? found.domain;
}
