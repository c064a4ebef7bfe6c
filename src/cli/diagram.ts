/** `ackscope diagram`: the picture the editor shows, as an SVG file, with a probe through it where one is asked for. */
import { writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { NetworkInterface } from '../core/aws/network.ts';
import { drawDiagram } from '../core/diagram/diagram.ts';
import { svgOf } from '../core/diagram/svg.ts';
import { wholeView } from '../core/diagram/view.ts';
import { parseAddress, type Address } from '../core/net/address.ts';
import type { PortSet } from '../core/net/portSet.ts';
import { sendProbe } from '../core/probe/packets.ts';
import type { ScanOrigin } from '../core/probe/scanOrigin.ts';
import type { PortScanType } from '../core/probe/scanResult.ts';
import type { Analysis } from '../core/analysis.ts';
import { parseArguments, type Arguments, type Option } from './arguments.ts';
import { cloudformationFlags } from './cloudformationFlags.ts';
import { configFlags } from './config.ts';
import { exists } from './files.ts';
import { exit, failure, isFailure, type Failure, type Io } from './io.ts';
import { readListening } from './listening.ts';
import { find, findOne, load } from './load.ts';
import { portScanFlags } from './portScanFlags.ts';
import { terraformFlags } from './terraformFlags.ts';

const options = {
  ...cloudformationFlags,
  ...terraformFlags,
  ...configFlags,
  ...portScanFlags,
  output: { names: ['-o', '--output'], takes: 'value' },
  theme: { names: ['--theme'], takes: 'value' },
  port: { names: ['-p'], takes: 'value' },
  from: { names: ['--from'], takes: 'value' },
  listening: { names: ['--listening'], takes: 'value' },
  focus: { names: ['--focus'], takes: 'value' },
} as const satisfies Record<string, Option>;

type Name = keyof typeof options;
type Given = Arguments<Name>;

export const diagramUsage = `ackscope diagram PATH… [TARGET] [-o FILE.svg] [--theme light|dark] [--focus RESOURCE]
                 [-p PORT] [-sA|-sS|-sT|-sW|-sF|-sN|-sX|-sM|-sU] [--from internet|IP|RESOURCE] [--listening PORTS]
                 [--config FILE]`;

export function diagram(argv: readonly string[], io: Io): number | Failure {
  const given = parseArguments<Name>(argv, options);
  if (isFailure(given)) return given;
  const theme = given.values.get('theme') ?? 'light';
  if (theme !== 'light' && theme !== 'dark') return failure(`--theme ${theme} is unknown: light or dark`);
  const asked = askedOf(given);
  if (isFailure(asked)) return asked;
  const input = splitPositionals(given, io);
  if (isFailure(input)) return input;
  const loaded = load(input.paths, io, given, given.values.get('config'));
  if (isFailure(loaded)) return loaded;
  const chosen = choose(loaded.analyses, input.target, given);
  if (isFailure(chosen)) return chosen;
  const { analysis, target, from, focus } = chosen;
  const { topology, network } = analysis;
  const probe = target === undefined ? undefined : sendProbe(topology, { ...asked, target, from });
  const { drawing } = drawDiagram(topology, {
    view: { ...wholeView, focus: focus?.address },
    ...(probe === undefined ? {} : { probe }),
  });
  const title = basename(resolve(io.cwd, network.root));
  return write(svgOf(drawing, { title, theme }), given.values.get('output'), io);
}

function write(text: string, file: string | undefined, io: Io): number | Failure {
  if (file === undefined || file === '-') {
    io.stdout.write(text);
    return exit.ok;
  }
  try {
    writeFileSync(resolve(io.cwd, file), text);
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return failure(`cannot write ${file}: ${why}`);
  }
  return exit.ok;
}

interface Asked {
  readonly type: PortScanType;
  readonly port: number;
  readonly listeners?: { readonly tcp: PortSet; readonly udp: PortSet };
}

/** What the packets ask: one scan, one port. */
function askedOf(given: Given): Asked | Failure {
  const types = (Object.keys(portScanFlags) as PortScanType[]).filter((type) => given.counts.has(type));
  const [type = 'ack', second] = types;
  if (second !== undefined) {
    const [one, other] = [portScanFlags[type].names[0], portScanFlags[second].names[0]];
    return failure(`${one} and ${other} exclude each other: a diagram shows one probe`);
  }
  const written = given.values.get('port') ?? '443';
  const port = /^\d{1,5}$/.test(written) ? Number(written) : Number.NaN;
  if (!(port <= 65535))
    return failure(`-p ${written}: a diagram shows the probe of one port, from 0 to 65535`);
  const listening = given.values.get('listening');
  if (listening === undefined) return { type, port };
  const ports = readListening('--listening', listening);
  return isFailure(ports) ? ports : { type, port, listeners: ports };
}

interface Chosen {
  readonly analysis: Analysis;
  readonly target: NetworkInterface | Address | undefined;
  readonly from: ScanOrigin;
  readonly focus: NetworkInterface | undefined;
}

/** The one network to draw: that of the resources named, else the only one. */
function choose(analyses: readonly Analysis[], named: string | undefined, given: Given): Chosen | Failure {
  const origin = originOf(analyses, given.values.get('from') ?? 'internet');
  if (isFailure(origin)) return origin;
  const focused = given.values.get('focus');
  const focus = focused === undefined ? undefined : findOne(analyses, '--focus', focused);
  if (isFailure(focus)) return focus;
  const address = named === undefined ? undefined : parseAddress(named);
  const found = named === undefined ? undefined : find(analyses, named);
  if (isFailure(found) && address === undefined) return found;
  const targets = found === undefined || isFailure(found) ? [] : found;
  const networks = new Set([
    ...targets.map(({ analysis }) => analysis),
    ...[origin.analysis, focus?.analysis].filter((analysis) => analysis !== undefined),
  ]);
  const drawn = networks.size > 0 ? [...networks] : analyses.filter(isDrawable);
  const [analysis, second] = drawn.length > 0 ? drawn : analyses;
  if (analysis === undefined) return failure('there is no network to draw');
  if (second !== undefined)
    return failure(
      `these paths hold ${drawn.length} networks, and a diagram shows one: name the path of one, or a TARGET in it`,
    );
  const target = targets.find((one) => one.analysis === analysis)?.interface ?? address;
  if (target === undefined && given.values.has('from'))
    return failure('--from says where a probe comes from: name the TARGET it goes to as well');
  if (target !== undefined && origin.from.kind !== 'interface' && !('kind' in target))
    return failure(`${named ?? ''} is outside the code, and so is the source: name an instance with --from`);
  if (origin.from.kind === 'interface' && origin.from.interface === target)
    return failure(`--from and the target are both ${named ?? ''}`);
  return { analysis, target, from: origin.from, focus: focus?.interface };
}

interface Origin {
  readonly from: ScanOrigin;
  readonly analysis: Analysis | undefined;
}

function originOf(analyses: readonly Analysis[], text: string): Origin | Failure {
  if (text === 'internet') return { from: { kind: 'internet' }, analysis: undefined };
  const address = parseAddress(text);
  if (address !== undefined) return { from: { kind: 'address', address }, analysis: undefined };
  const found = findOne(analyses, '--from', text);
  if (isFailure(found)) return found;
  return { from: { kind: 'interface', interface: found.interface }, analysis: found.analysis };
}

function isDrawable({ network }: Analysis): boolean {
  return network.vpcs.length + network.subnets.length + network.interfaces.length > 0;
}

/** The last positional is the target, unless it is the only one or a path that exists. */
function splitPositionals(
  { positionals }: Given,
  io: Io,
): { readonly paths: readonly string[]; readonly target: string | undefined } | Failure {
  const last = positionals.at(-1);
  if (last === undefined)
    return failure('diagram needs the path of a Terraform or CloudFormation file or folder');
  if (positionals.length === 1 || exists(last, io.cwd)) return { paths: positionals, target: undefined };
  return { paths: positionals.slice(0, -1), target: last };
}
