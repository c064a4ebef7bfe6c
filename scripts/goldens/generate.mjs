// Expressions made by chance from pools that suit each function, with some that do not. The same seed makes the same.

let state = 20240131;

function random() {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
}

const pick = (list) => list[Math.floor(random() * list.length)];
const chance = (part) => random() < part;
const times = (least, most, make) =>
  Array.from({ length: least + Math.floor(random() * (most - least + 1)) }, () => make());

const pools = {
  string: [
    '""',
    '"a"',
    '"abc"',
    '"Hello World"',
    '"eu-west-1a"',
    '"a,b,c"',
    '"é👍🏽"',
    '"true"',
    '"5"',
    '"10.0.0.0/16"',
    'local.text',
    '"x-y_z"',
    '"  pad "',
    '"line\\nnext\\n"',
  ],
  number: ['0', '1', '2', '3', '-1', '-7', '1.5', '2.25', '"4"', '10', '100', '255', '1024', 'local.number'],
  bool: ['true', 'false', '"true"', 'local.flag', '1 < 2'],
  list: [
    '[]',
    '["a"]',
    '["b", "a", "c"]',
    '["a", "", null]',
    '[3, 1, 2]',
    '[1, "a", true]',
    'tolist(["x", "y"])',
    'tolist([1, 2])',
    'local.zones',
    'local.ports',
    '[["a", "b"], ["c"]]',
    '[[1], []]',
    '["a", "a"]',
  ],
  set: ['toset(["b", "a"])', 'toset([])', 'toset([3, 1])', 'local.names', '["b", "a", "b"]', '[1, 2]'],
  map: [
    '{}',
    '{ a = 1 }',
    '{ a = 1, b = "x" }',
    '{ b = true, a = false }',
    'tomap({ k = "v" })',
    'tomap({ a = 1, b = 2 })',
    'local.tags',
    'local.map',
    '{ a = [1], b = { c = 2 } }',
    'local.subnets',
  ],
  key: ['"a"', '"b"', '"k"', '"Name"', '1', '"zz"'],
  cidr: [
    '"10.0.0.0/16"',
    '"10.1.2.3/24"',
    '"192.168.0.0/20"',
    '"0.0.0.0/0"',
    '"172.16.5.0/30"',
    '"2001:db8::/32"',
    '"2600:1f18:abcd:ef00::/56"',
    '"fd00::/8"',
    '"10.0.0.1/32"',
    '"x/8"',
  ],
  bits: ['0', '1', '2', '4', '8', '12', '16', '24', '64'],
  small: ['0', '1', '2', '3', '5', '7', '15', '200', '255', '-1', '-3'],
  pattern: [
    '"[a-z]+"',
    '"(\\\\d+)"',
    '"^(.*)-(.*)$"',
    '"a|b"',
    '"(?P<first>\\\\w)(?P<rest>\\\\w*)"',
    '"\\\\s"',
    '"[^,]+"',
    '"x*"',
    '"(?i)hello"',
    '"[[:upper:]]"',
    '"(a)?b"',
    '"\\\\."',
    '"."',
    '"o{2}|l{2}"',
  ],
  subject: [
    '"Hello World"',
    '"eu-west-1a"',
    '"a,b,c"',
    '"10.0.0.0/16"',
    '"aab ab"',
    '""',
    '"line\\nnext"',
    '"ABC abc"',
  ],
  date: [
    '"2024-01-31T12:00:00Z"',
    '"2023-12-31T23:59:59+05:30"',
    '"2020-02-29T00:00:00-08:00"',
    '"1999-07-04T06:07:08Z"',
    '"2024-1-1"',
  ],
  datePattern: [
    '"YYYY-MM-DD"',
    '"EEEE, D MMMM YY"',
    '"hh:mm:ss ZZZZZ"',
    '"H:mm AA"',
    '"EEE MMM DD hh:mm:ss ZZZ YYYY"',
    "\"'at' h'h'm\"",
    '"M/D Z"',
  ],
  duration: ['"1h"', '"-36h"', '"90m"', '"1h30m15s"', '"1.25h"', '"720h"', '"1500ms"', '"x"'],
  verbs: [
    '"%s"',
    '"%v"',
    '"%d"',
    '"%5s|"',
    '"%-5v|"',
    '"%03d"',
    '"%q"',
    '"%x"',
    '"%.1f"',
    '"%t"',
    '"%s-%s"',
    '"%d/%v"',
    '"%%"',
    '"%+d"',
    '"%[2]v %[1]v"',
    '"%#v"',
    '"%08.3f"',
    '"%e"',
    '"%g"',
  ],
  base: ['2', '8', '10', '16', '36', '62'],
  digits: ['"10"', '"ff"', '"-7"', '"zz"', '"101"', '"7F"', '"9"'],
  json: [
    '"{\\"a\\": [1, 2, {\\"b\\": null}]}"',
    '"[]"',
    '"\\"x\\""',
    '"12.5"',
    '"{"',
    '"{\\"z\\": true, \\"a\\": \\"é\\"}"',
  ],
  yaml: [
    '"a: 1\\nb:\\n  - x\\n  - y: z\\n"',
    '"- 1\\n- true\\n- ~\\n"',
    '"text"',
    '"{a: [b, c]}"',
    '"a: \\"q\\"\\nb: \'r\'\\n"',
    '"k: 0.5\\nl: off\\n"',
    '"a:\\n b: c\\n d: e"',
    '"- - 1\\n  - 2\\n- []\\n"',
    '"x: >-\\n  folded\\n  text\\n\\n  more\\n"',
  ],
  csv: ['"a,b\\n1,2\\n"', '"name,port\\nweb,80\\ndb,5432\\n"', '"x\\n\\"q,r\\"\\n"'],
  path: ['"a/b/c.txt"', '"./x"', '"/etc/hosts"', '"a//b/"', '"../up"', '"file"', '"a/./b/../c"'],
  file: ['"files/greeting.txt"', '"files/config.yaml"', '"files/policies/b.json"', '"./files//greeting.txt"'],
  encoding: ['"UTF-8"', '"UTF-16LE"', '"us-ascii"', '"ISO-8859-1"', '"utf-16be"'],
  any: [],
};
pools.any = [
  ...pools.string,
  ...pools.number,
  ...pools.bool,
  ...pools.list,
  ...pools.set,
  ...pools.map,
  'null',
];

// The parameters of each function by the pool they are drawn from; a last one with `*` may be repeated.
const calls = {
  abs: 'number',
  alltrue: 'list',
  anytrue: 'list',
  base64encode: 'string',
  basename: 'path',
  can: 'any',
  ceil: 'number',
  chomp: 'string',
  chunklist: 'list small',
  cidrhost: 'cidr small',
  cidrnetmask: 'cidr',
  cidrsubnet: 'cidr bits small',
  cidrsubnets: 'cidr bits*',
  coalesce: 'any any*',
  coalescelist: 'list list*',
  compact: 'list',
  concat: 'list list*',
  contains: 'list any',
  csvdecode: 'csv',
  dirname: 'path',
  distinct: 'list',
  element: 'list small',
  endswith: 'string string',
  file: 'file',
  filemd5: 'file',
  fileexists: 'file',
  flatten: 'list',
  floor: 'number',
  format: 'verbs any*',
  formatdate: 'datePattern date',
  formatlist: 'verbs list',
  indent: 'small string',
  index: 'list any',
  join: 'string list*',
  jsondecode: 'json',
  jsonencode: 'any',
  keys: 'map',
  length: 'any',
  log: 'number number',
  lookup: 'map key any',
  lower: 'string',
  matchkeys: 'list list list',
  max: 'number number*',
  md5: 'string',
  merge: 'map map*',
  min: 'number number*',
  one: 'list',
  parseint: 'digits base',
  pow: 'small small',
  range: 'small small*',
  regex: 'pattern subject',
  regexall: 'pattern subject',
  replace: 'subject string string',
  reverse: 'list',
  setintersection: 'set set*',
  setproduct: 'set set*',
  setsubtract: 'set set',
  setunion: 'set set*',
  sha1: 'string',
  sha256: 'string',
  sha512: 'string',
  signum: 'number',
  slice: 'list small small',
  sort: 'list',
  split: 'string string',
  startswith: 'string string',
  strcontains: 'string string',
  strrev: 'string',
  substr: 'string small small',
  sum: 'list',
  timeadd: 'date duration',
  timecmp: 'date date',
  title: 'string',
  tobool: 'any',
  tolist: 'list',
  tomap: 'map',
  tonumber: 'any',
  toset: 'list',
  tostring: 'any',
  transpose: 'map',
  trim: 'string string',
  trimprefix: 'string string',
  trimspace: 'string',
  trimsuffix: 'string string',
  try: 'any any*',
  upper: 'string',
  urlencode: 'string',
  uuidv5: 'string string',
  values: 'map',
  yamldecode: 'yaml',
  yamlencode: 'any',
  zipmap: 'list list',
  textencodebase64: 'string encoding',
  templatestring: 'string map',
};
const names = Object.keys(calls);

/** Which functions give something of a kind, for calls inside of calls. */
const givers = {
  string: [
    'lower',
    'upper',
    'join',
    'format',
    'replace',
    'substr',
    'trimspace',
    'tostring',
    'jsonencode',
    'cidrsubnet',
  ],
  number: ['length', 'max', 'min', 'abs', 'floor', 'tonumber', 'signum'],
  bool: ['can', 'contains', 'alltrue', 'anytrue', 'startswith', 'tobool'],
  list: [
    'concat',
    'tolist',
    'flatten',
    'distinct',
    'split',
    'sort',
    'reverse',
    'slice',
    'keys',
    'values',
    'range',
    'compact',
  ],
  set: ['toset', 'setunion', 'setsubtract'],
  map: ['merge', 'tomap', 'zipmap'],
  cidr: ['cidrsubnet'],
};

function value(kind, depth) {
  if (depth > 0 && givers[kind] !== undefined && chance(0.35)) return call(pick(givers[kind]), depth - 1);
  if (depth > 0 && chance(0.12)) return expression(depth - 1);
  return pick(pools[chance(0.08) ? 'any' : kind]);
}

function call(name, depth) {
  const parameters = calls[name].split(' ');
  const given = parameters.flatMap((parameter) =>
    parameter.endsWith('*')
      ? times(0, 2, () => value(parameter.slice(0, -1), depth))
      : [value(parameter, depth)],
  );
  return `${name}(${given.join(', ')})`;
}

function expression(depth) {
  switch (Math.floor(random() * 12)) {
    case 0:
      return `${value('number', depth)} ${pick(['+', '-', '*', '/', '%', '<', '>=', '=='])} ${value('number', depth)}`;
    case 1:
      return `(${value('any', depth)} ${pick(['==', '!='])} ${value('any', depth)})`;
    case 2:
      return `(${value('bool', depth)} ${pick(['&&', '||'])} !${value('bool', 0)})`;
    case 3:
      return `(${value('bool', depth)} ? ${value('any', depth)} : ${value('any', depth)})`;
    case 4: {
      const kind = pick(['list', 'map', 'set', 'string']);
      return `(${value('bool', depth)} ? ${value(kind, depth)} : ${value(kind, depth)})`;
    }
    case 5:
      return `[for x in ${value('list', depth)} : ${pick(['x', '[x]', '"<${x}>"', 'x == "a"', 'length(x)', 'try(x + 1, x)'])}${pick(['', ' if x != null', ' if x != "a"'])}]`;
    case 6:
      return `{ for k, v in ${value('map', depth)} : ${pick(['k', 'upper(k)', '"x-${k}"'])} => ${pick(['v', '[v]', 'try(length(v), 0)'])}${pick(['', ' if k != "a"'])} }`;
    case 7:
      return `{ for x in ${value('list', depth)} : ${pick(['x', '"k"', 'try(length(x), "n")'])} => x... }`;
    case 8:
      return `"${pick(['a', '', 'pre-'])}\${${value(pick(['string', 'number', 'bool']), depth)}}${pick(['', '-z', '%{ if true }yes%{ endif }'])}"`;
    case 9:
      return `${pick(['local.zones', 'local.ports', '["a", "b"]', 'local.rules'])}[${value('small', depth)}]`;
    case 10:
      return `${pick(['local.rules', 'local.tags', '[{ port = 1 }, { port = null }]', 'toset([{ port = 2 }])', 'local.nothing'])}[*].port`;
    default:
      return `[${times(0, 3, () => value('any', depth)).join(', ')}]`;
  }
}

/** `count` different expressions, each function called about as often as any other. */
export function generateExpressions(count) {
  const made = new Set();
  for (let turn = 0; made.size < count; turn++) {
    const name = names[turn % names.length];
    made.add(chance(0.75) ? call(name, pick([0, 0, 1, 1, 2])) : expression(pick([1, 1, 2])));
  }
  return [...made];
}
