/** Mistakes in what `ipvsadm -Sn` printed, or `ipvsadm -R` is given. */
export const ipvsDiagnosticsEn: Readonly<Record<string, string>> = {
  "ipvs-unknown-command": "`{found}` is not a command of ipvsadm.",
  "ipvs-unknown-option": "`{found}` is not an option of ipvsadm.",
  "ipvs-missing-value": "Something is missing behind `{found}`.",
  "ipvs-not-an-address":
    "`{found}` is not an address with a port: 10.96.0.10:53, [fd00:10:96::a]:53.",
  "ipvs-not-a-mask": "`{found}` is not a mask: 255.255.255.0 for IPv4, a number of bits for IPv6.",
  "ipvs-not-a-number": "`{found}` is not a number up to {limit}.",
  "ipvs-unknown-scheduler": "IPVS has no scheduler `{found}` that is played.",
  "ipvs-unknown-flag": "`{found}` is not a flag of a scheduler.",
  "ipvs-incomplete": "The command does not say what it is about.",
  "ipvs-port-zero": "Port 0 stands for every port, and needs persistence (-p).",
  "ipvs-repeated-server": "There is a virtual server {found} already.",
  "ipvs-unknown-server": "There is no virtual server {found}.",
  "ipvs-repeated-real-server": "There is a real server {found} already.",
  "ipvs-unknown-real-server": "There is no real server {found}.",
  "ipvs-other-family": "{found} is not of the virtual server's family, {family}.",
  "ipvs-method-not-played":
    "The real server {found} is not reached by NAT (-m). It is listed, but its packets are not played.",
  "ipvs-too-many": "There are more than {max} lines.",
  "ipvs-too-many-mistakes": "There are more than {max} mistakes; the others are not listed.",
};
