// The names of Debian's /etc/services that meet a reader of rules; a port without one here is printed as its number.
const NAMES: Readonly<Record<string, string>> = {
  tcp:
    "1 tcpmux 7 echo 9 discard 11 systat 13 daytime 15 netstat 17 qotd 19 chargen 20 ftp-data 21 ftp 22 ssh 23 telnet " +
    "25 smtp 37 time 43 whois 49 tacacs 53 domain 70 gopher 79 finger 80 http 88 kerberos 110 pop3 111 sunrpc 113 auth " +
    "119 nntp 139 netbios-ssn 143 imap2 161 snmp 162 snmp-trap 179 bgp 389 ldap 443 https 445 microsoft-ds " +
    "465 submissions 514 shell 515 printer 554 rtsp 587 submission 631 ipp 636 ldaps 646 ldp 853 domain-s 873 rsync " +
    "989 ftps-data 990 ftps 992 telnets 993 imaps 995 pop3s 1080 socks 1194 openvpn 1433 ms-sql-s 2049 nfs 3260 iscsi-target " +
    "3306 mysql 3389 ms-wbt-server 5060 sip 5061 sip-tls 5222 xmpp-client 5432 postgresql 5671 amqps 5672 amqp " +
    "6000 x11 6379 redis 8080 http-alt 8081 tproxy 9418 git 10000 webmin 10050 zabbix-agent 10051 zabbix-trapper",
  udp:
    "7 echo 9 discard 13 daytime 19 chargen 37 time 49 tacacs 53 domain 67 bootps 68 bootpc 69 tftp 88 kerberos 111 sunrpc " +
    "123 ntp 137 netbios-ns 138 netbios-dgm 161 snmp 162 snmp-trap 389 ldap 443 https 500 isakmp 514 syslog 520 route " +
    "546 dhcpv6-client 547 dhcpv6-server 554 rtsp 636 ldaps 646 ldp 853 domain-s 1194 openvpn 1434 ms-sql-m 1701 l2f " +
    "1812 radius 1813 radius-acct 2049 nfs 4500 ipsec-nat-t 5060 sip 5061 sip-tls 5353 mdns",
  sctp: "5672 amqp",
};

const BY_PROTOCOL: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map(
  Object.entries(NAMES).map(([protocol, text]) => [protocol, namesIn(text.split(" "))]),
);

function namesIn(words: readonly string[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (let at = 0; at + 1 < words.length; at += 2) names.set(words[at] ?? "", words[at + 1] ?? "");
  return names;
}

/** A port by its name, as a tool without `-n` prints it: `80` of TCP is `http`. */
export function portName(port: string, protocol: string): string {
  return BY_PROTOCOL.get(protocol)?.get(port) ?? port;
}
