/** Who maintains CoreDNS, by their names on GitHub, as 1.14.7 lists them (coredns plugin/chaos/zowners.go). */
export const MAINTAINERS: readonly string[] = [
  ..."Tantalor93 bradbeam chrisohaver darshanime dilyevsky ekleiner greenpau houyuwushang".split(
    " ",
  ),
  ..."ihac inigohu isolus jameshartig johnbelamaric miekg mqasimsarfraz nchrisdk nitisht".split(
    " ",
  ),
  ..."pmoroney rajansandeep rdrozhdzh rtreffer snebel29 stp-ip superq thevilledev varyoo".split(
    " ",
  ),
  ..."ykhr53 yongtang zouyee".split(" "),
];
