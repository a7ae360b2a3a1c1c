/** Kubernetes YAML with every kind that is read, in the forms that people write. */
export const manifestSample = `# kubectl get … -o yaml
apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: Namespace
  metadata:
    name: shop
- apiVersion: v1
  kind: Node
  metadata:
    labels:
      node-role.kubernetes.io/control-plane: ""
      topology.kubernetes.io/zone: a
    name: control-plane
  spec:
    podCIDR: 10.244.0.0/24
    podCIDRs:
    - 10.244.0.0/24
  status:
    addresses:
    - address: 172.18.0.4
      type: InternalIP
- apiVersion: v1
  kind: Node
  metadata:
    name: worker
  spec:
    podCIDRs:
    - 10.244.1.0/24
  status:
    addresses:
    - address: 172.18.0.2
      type: InternalIP
- apiVersion: v1
  kind: Pod
  metadata:
    labels:
      app: front
      pod-template-hash: 5d4f8c7b9
    name: front-5d4f8c7b9-x2x4z
    namespace: shop
    ownerReferences:
    - apiVersion: apps/v1
      kind: ReplicaSet
      name: front-5d4f8c7b9
  spec:
    containers:
    - image: nginx
      name: nginx
      ports:
      - containerPort: 8080
        name: http
        protocol: TCP
    nodeName: worker
  status:
    conditions:
    - status: "True"
      type: Ready
    hostIP: 172.18.0.2
    phase: Running
    podIP: 10.244.1.5
    podIPs:
    - ip: 10.244.1.5
---
apiVersion: v1
kind: Service
metadata: {name: front, namespace: shop, labels: {team: web}}
spec:
  type: LoadBalancer
  clusterIP: 10.96.20.20
  clusterIPs: [10.96.20.20]
  ipFamilies: [IPv4]
  selector:
    app: front
  ports:
  - name: http
    port: 80
    targetPort: http
    nodePort: 30080
  externalIPs: [192.0.2.7]
  loadBalancerSourceRanges: ["198.51.100.0/24 "]
  externalTrafficPolicy: Local
  healthCheckNodePort: 32000
  sessionAffinity: ClientIP
  sessionAffinityConfig: {clientIP: {timeoutSeconds: 600}}
status:
  loadBalancer:
    ingress:
    - ip: 203.0.113.9
      ipMode: VIP
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: front-abcde
  namespace: shop
  labels:
    kubernetes.io/service-name: front
addressType: IPv4
endpoints:
- addresses:
  - 10.244.1.5
  conditions:
    ready: true
  nodeName: worker
  targetRef:
    kind: Pod
    name: front-5d4f8c7b9-x2x4z
    namespace: shop
  zone: a
  hints:
    forZones:
    - name: a
ports:
- name: http
  port: 8080
  protocol: TCP
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
spec:
  replicas: 2
  selector:
    matchLabels: &labels
      app: cart
  template:
    metadata:
      labels: *labels
    spec:
      containers:
      - name: cart
        image: cart:1
        ports:
        - containerPort: 7070
---
apiVersion: v1
kind: Service
metadata:
  name: cart
spec:
  selector:
    app: cart
  ports:
  - port: 7070
---
kind: Endpoints
apiVersion: v1
metadata:
  name: old
subsets:
- addresses:
  - ip: 192.0.2.1
  ports:
  - port: 5432
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: kube-proxy
  namespace: kube-system
data:
  config.conf: |-
    apiVersion: kubeproxy.config.k8s.io/v1alpha1
    kind: KubeProxyConfiguration
    mode: ""
    clusterCIDR: 10.244.0.0/16
    iptables:
      masqueradeBit: 14
      minSyncPeriod: 1s
    nodePortAddresses: null
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: coredns
  namespace: kube-system
data:
  Corefile: |
    .:53 {
        errors
        kubernetes cluster.local in-addr.arpa ip6.arpa {
           pods insecure
           fallthrough in-addr.arpa ip6.arpa
        }
        forward . /etc/resolv.conf
        cache 30
    }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: none
`;
