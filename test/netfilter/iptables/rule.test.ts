import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { printRule } from "../../../src/netfilter/iptables/print-rule.js";
import { readRule } from "../../../src/netfilter/iptables/read-rule.js";

/** Rules as people and programs write them, and as iptables-save 1.8.9, legacy and nft, printed them after loading. */
const SAVED: readonly (readonly [string, string])[] = [
  ["-s 0.0.0.0/0 -d 10.0.0.0/255.0.0.0 -j ACCEPT", "-d 10.0.0.0/8 -j ACCEPT"],
  ["-i + -j ACCEPT", "-j ACCEPT"],
  [
    "! -i veth+ -p 6 --dport 80:90 --sport :1023 -m comment --comment simple -j U",
    "! -i veth+ -p tcp -m tcp --sport 0:1023 --dport 80:90 -m comment --comment simple -j U",
  ],
  ["-p tcp --syn -j U", "-p tcp -m tcp --tcp-flags FIN,SYN,RST,ACK SYN -j U"],
  ["-p tcp ! --syn -j U", "-p tcp -m tcp ! --tcp-flags FIN,SYN,RST,ACK SYN -j U"],
  [
    "-p tcp -m tcp --tcp-flags ALL NONE -j U",
    "-p tcp -m tcp --tcp-flags FIN,SYN,RST,PSH,ACK,URG NONE -j U",
  ],
  [
    "-p tcp -m tcp ! --tcp-flags SYN,ACK SYN ! --dport 22 -j U",
    "-p tcp -m tcp ! --dport 22 ! --tcp-flags SYN,ACK SYN -j U",
  ],
  ["-p icmp --icmp-type echo-request -j U", "-p icmp -m icmp --icmp-type 8 -j U"],
  ["-p icmp --icmp-type port-unreachable -j U", "-p icmp -m icmp --icmp-type 3/3 -j U"],
  ["-p icmp -m icmp --icmp-type any -j U", "-p icmp -m icmp --icmp-type any -j U"],
  ["-p icmp -j U", "-p icmp -j U"],
  [
    "-p udp -m multiport --dports 53,1000:2000 -j U",
    "-p udp -m multiport --dports 53,1000:2000 -j U",
  ],
  ["-p tcp -m multiport ! --ports 53 -j U", "-p tcp -m multiport ! --ports 53 -j U"],
  [
    "-m conntrack --ctstate RELATED,NEW,ESTABLISHED,DNAT,SNAT,INVALID,UNTRACKED -j U",
    "-m conntrack --ctstate INVALID,NEW,RELATED,ESTABLISHED,UNTRACKED,SNAT,DNAT -j U",
  ],
  [
    "-m conntrack --ctdir REPLY --ctorigdst 10.0.0.1 --ctorigdstport 80 --ctstate NEW -j U",
    "-m conntrack --ctstate NEW --ctorigdst 10.0.0.1 --ctorigdstport 80 --ctdir REPLY -j U",
  ],
  [
    "-m conntrack ! --ctorigsrc 10.0.0.0/8 --ctorigsrcport 1:2 -j U",
    "-m conntrack ! --ctorigsrc 10.0.0.0/8 --ctorigsrcport 1:2 -j U",
  ],
  ["-m state --state ESTABLISHED,NEW -j U", "-m state --state NEW,ESTABLISHED -j U"],
  ["-m mark --mark 16 -j U", "-m mark --mark 0x10 -j U"],
  ["-m mark ! --mark 0x10/0xff -j U", "-m mark ! --mark 0x10/0xff -j U"],
  [
    "-m addrtype --src-type LOCAL,UNICAST ! --dst-type BROADCAST -j U",
    "-m addrtype --src-type UNICAST,LOCAL ! --dst-type BROADCAST -j U",
  ],
  [
    "-m statistic --mode random ! --probability 0.123456789 -j U",
    "-m statistic --mode random ! --probability 0.12345678918 -j U",
  ],
  [
    "-m recent --name X --update --seconds 10 --hitcount 3 --rdest --mask 255.255.255.0 -j U",
    "-m recent --update --seconds 10 --hitcount 3 --name X --mask 255.255.255.0 --rdest -j U",
  ],
  [
    "-m recent --name X --remove -j U",
    "-m recent --remove --name X --mask 255.255.255.255 --rsource -j U",
  ],
  [
    "-m recent ! --rcheck --name Y -j U",
    "-m recent ! --rcheck --name Y --mask 255.255.255.255 --rsource -j U",
  ],
  ["-j REJECT --reject-with host-prohib", "-j REJECT --reject-with icmp-host-prohibited"],
  ["-p tcp -j REJECT --reject-with tcp-rst", "-p tcp -j REJECT --reject-with tcp-reset"],
  ['-j LOG --log-prefix "hello there: " --log-level 4', '-j LOG --log-prefix "hello there: "'],
  [
    "-j LOG --log-prefix abc --log-level info --log-uid",
    "-j LOG --log-prefix abc --log-level 6 --log-uid",
  ],
  ["-g U", "-g U"],
  ['-m comment --comment "a\\"b" -j U', '-m comment --comment "a\\"b" -j U'],
  [
    '-m comment --comment "x" -p sctp -m sctp --dport 5 -j U',
    "-p sctp -m comment --comment x -m sctp --dport 5 -j U",
  ],
  ["-j MARK --and-mark 0xff", "-j MARK --set-xmark 0x0/0xffffff00"],
  ["-j MARK --set-mark 0x1", "-j MARK --set-xmark 0x1/0xffffffff"],
  ["-j MARK --set-mark 0x1/0xff", "-j MARK --set-xmark 0x1/0xff"],
  ["-j MARK --set-xmark 0x1", "-j MARK --set-xmark 0x1/0xffffffff"],
  [
    "-p tcp -j DNAT --to-destination 10.0.0.1-10.0.0.9:80-90 --random --persistent",
    "-p tcp -j DNAT --to-destination 10.0.0.1-10.0.0.9:80-90 --random --persistent",
  ],
  ["-p tcp -j DNAT --to-destination :90", "-p tcp -j DNAT --to-destination :90"],
  ["-p tcp -j REDIRECT --to-ports 80", "-p tcp -j REDIRECT --to-ports 80"],
  ["-p tcp -j REDIRECT", "-p tcp -j REDIRECT"],
  [
    "-p tcp -j MASQUERADE --to-ports 1000-2000 --random-fully",
    "-p tcp -j MASQUERADE --to-ports 1000-2000 --random-fully",
  ],
  [
    "-p tcp -j SNAT --to-source 10.0.0.1:1000-2000 --random-fully --persistent",
    "-p tcp -j SNAT --to-source 10.0.0.1:1000-2000 --random-fully --persistent",
  ],
  ["-j CT --notrack", "-j CT --notrack"],
  ["-j NOTRACK", "-j NOTRACK"],
];

describe("a rule", () => {
  for (const [written, saved] of SAVED) {
    it(`is printed as iptables-save prints it: ${written}`, () => {
      assert.equal(printRule(readRule(written, "ipv4")), saved);
    });
  }

  it("is printed back as it was read", () => {
    for (const [, saved] of SAVED) assert.equal(printRule(readRule(saved, "ipv4")), saved);
  });

  it("keeps what it does not know as it was written", () => {
    for (const text of [
      "-p tcp -m quota --quota 5 -m nosuch --limit 3/min --limit-burst 5 -j TEE --gateway 10.0.0.1",
      '-p tcp -m bpf --bytecode "4,48 0 0 9,21 0 1 6,6 0 0 1,6 0 0 0" -j ACCEPT',
      '-m u32 ! --u32 "0x0&0xffff=0x100:0xffff" -m comment --comment x -j ACCEPT',
      "-s 10.0.0.0/8 -m time --timestart 10:00:00 --timestop 12:00:00 --weekdays Mon,Tue -j ACCEPT",
      '-m string --string "a b" --algo bm -m conntrack --ctstatus ASSURED -j NFLOG --nflog-prefix "x y"',
    ])
      assert.equal(printRule(readRule(text, "ipv4")), text);
  });

  it("of IPv6 has the other length, names and masks", () => {
    const printed = [
      "-s fd00::1 -p icmpv6 --icmpv6-type echo-request -j REJECT",
      "-m recent --name X --rcheck -p tcp -j DNAT --to-destination [fd00::2]:80",
    ].map((text) => printRule(readRule(text, "ipv6")));
    assert.deepEqual(printed, [
      "-s fd00::1/128 -p ipv6-icmp -m icmp6 --icmpv6-type 128 -j REJECT --reject-with icmp6-port-unreachable",
      "-p tcp -m recent --rcheck --name X --mask ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff --rsource -j DNAT --to-destination [fd00::2]:80",
    ]);
  });
});
