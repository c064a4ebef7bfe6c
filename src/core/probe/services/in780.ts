/** Where the names of nmap 7.80 are not those of 7.93: from the list of services each of them came with. */

/** Ports of both protocols that had another name. */
export const renamedSince780: ReadonlyMap<number, string> = new Map([
  [751, 'kerberos_master'],
  [1724, 'csbphonemaster'],
  [3102, 'slslavemon'],
  [33656, 'snip-slave'],
]);

/** Ports that were listed without a name. */
export const unnamedIn780: Readonly<Record<'tcp' | 'udp', ReadonlySet<number>>> = {
  tcp: new Set([3301, 4606, 5242, 5820, 5904, 5905, 5906, 5907, 5908, 5909, 7123, 8084, 9877, 10443, 33000]),
  udp: new Set([48899]),
};

/** TCP ports that were not listed. */
export const unlistedIn780: ReadonlySet<number> = new Set([
  2378, 2873, 4194, 4195, 4317, 4319, 4460, 4646, 4792, 5243, 5798, 5994, 6440, 6556, 6924, 6980, 7234, 7690,
  8017, 8027, 8111, 8432, 8710, 8767, 8768, 8769, 8908, 9310, 9340, 9559, 11235, 17010, 18516, 19790, 20810,
  21213, 21801, 22333, 28010, 28080, 29000, 33890, 37472, 38638, 39063, 44445,
]);
