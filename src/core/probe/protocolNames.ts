/** Names of IP protocols as nmap prints them: IANA's keywords in lower case. */

const numbered =
  `hopopt icmp igmp ggp ipv4 st tcp cbt egp igp bbn-rcc-mon nvp-ii pup argus emcon xnet chaos udp mux
dcn-meas hmp prm xns-idp trunk-1 trunk-2 leaf-1 leaf-2 rdp irtp iso-tp4 netblt mfe-nsp merit-inp dccp 3pc idpr xtp ddp
idpr-cmtp tp++ il ipv6 sdrp ipv6-route ipv6-frag idrp rsvp gre dsp bna esp ah i-nlsp swipe narp mobile tlsp skip
ipv6-icmp ipv6-nonxt ipv6-opts anyhost cftp anylocalnet sat-expak kryptolan rvd ippc anydistribfs sat-mon visa ipcv
cpnx cphb wsn pvp br-sat-mon sun-nd wb-mon wb-expak iso-ip vmtp secure-vmtp vines iptm nsfnet-igp dgp tcf eigrp ospfigp
sprite-rpc larp mtp ax.25 ipip micp scc-sp etherip encap anyencrypt gmtp ifmp pnni pim aris scps qnx a/n ipcomp snp
compaq-peer ipx-in-ip vrrp pgm any0hop l2tp ddx iatp stp srp uti smp sm ptp isis-ipv4 fire crtp crudp sscopmce iplt sps
pipe sctp fc rsvp-e2e-ignore mobility-hdr udplite mpls-in-ip manet hip shim6 wesp rohc ethernet aggfrag`.split(
    /\s+/,
  );

const names: ReadonlyMap<number, string> = new Map<number, string>([
  ...numbered.entries(),
  [253, 'experimental1'],
  [254, 'experimental2'],
]);

/** The numbers that have a name: what `-F` asks about. */
export const namedProtocols: readonly number[] = [...names.keys()];

/** The name of a protocol number; `undefined` where there is none. */
export function protocolKeyword(protocol: number): string | undefined {
  return names.get(protocol);
}
