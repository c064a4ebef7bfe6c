/** What nmap 7.93 puts into its UDP probes: known ports get one that their service would answer (SEMANTICS T36). */
import { parsePorts } from '../ports.ts';

/** Bytes of each of the datagrams a port gets, as nmap's own packet trace shows them; all other ports get an empty one. */
const sizes = `
  4 7,10001
  12+30 53,26198
  244 67
  12+19 69
  14 80
  40+40 111,2049
  48+48 123
  72 135,1025-1193,1195-1199
  50+50+50 137
  60+33 161,260,3401
  7 177
  51 389
  54 427,10080
  67 443,853,3391,4433,4740,5349,5684,5868,6514,6636,8232,10161-10162,12346,12446,12546,12646,12746,12846,12946,13046
  192+204 500
  24 520
  12+23 623
  30 626,1604
  72+14+13 1194
  20 1645,1812,3478
  60 1701
  94 1900
  12 2123,2152,6481
  21 2302,5683
  5 3283,7777
  8 3386
  36 3784
  0+0 3893
  40 4045,32768-34554,34556-44399,44401-48898,48900-64737,64739-65535
  204 4500
  2 4665-4666,4672,5351,5632,6429
  12+30+46+46 5353
  180 8767
  34+162 9987
  17 11211
  64+64 17185
  13 26000-26004,27960-27964,30720-30724
  25 27015-27030
  11 27444
  10 27910-27914
  19 31337
  40+10 34555
  40+13 44400
  40+24 48899
  40+12 64738
`;

const rows = sizes
  .trim()
  .split('\n')
  .flatMap((row) => {
    const [bytes = '', written = ''] = row.trim().split(' ');
    const ports = parsePorts(written);
    return 'kind' in ports ? [] : [{ ports: ports.udp, bytes: bytes.split('+').map(Number) }];
  });

const empty: readonly number[] = [0];

/** The bytes of payload in each datagram of a probe of a UDP port, at least one. */
export function payloadsOf(port: number): readonly number[] {
  return rows.find(({ ports }) => ports.has(port))?.bytes ?? empty;
}
