/** What a pod's spec can say (staging/src/k8s.io/api/core/v1/types.go v1.36: PodSpec). */
export const POD_FIELDS: readonly string[] =
  `activeDeadlineSeconds affinity automountServiceAccountToken containers dnsConfig dnsPolicy
  enableServiceLinks ephemeralContainers hostAliases hostIPC hostNetwork hostPID hostUsers hostname
  hostnameOverride imagePullSecrets initContainers nodeName nodeSelector os overhead preemptionPolicy
  priority priorityClassName readinessGates resourceClaims resources restartPolicy runtimeClassName
  schedulerName schedulingGates schedulingGroup securityContext serviceAccount serviceAccountName
  setHostnameAsFQDN shareProcessNamespace subdomain terminationGracePeriodSeconds tolerations
  topologySpreadConstraints volumes workloadRef`.split(/\s+/);

/** What the spec of any controller can say (staging/src/k8s.io/api/apps/v1/types.go v1.36). */
export const WORKLOAD_FIELDS: readonly string[] =
  `minReadySeconds ordinals paused persistentVolumeClaimRetentionPolicy podManagementPolicy
  progressDeadlineSeconds replicas revisionHistoryLimit selector serviceName strategy template
  updateStrategy volumeClaimTemplates`.split(/\s+/);
