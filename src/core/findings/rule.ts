/** What a rule is: what it is given, what it answers, and what a user may set about it. */
import { ephemeralPorts, type Initiator } from '../net/ephemeralPorts.ts';
import type { PortRange, PortSet } from '../net/portSet.ts';
import type { Topology } from '../reach/topology.ts';
import type { Configuration } from '../value/resource.ts';
import type { Finding, Severity } from './finding.ts';
import type { RuleId } from '../text/ruleIds.ts';

/** One module or template, as rules look at it. */
export interface Judged {
  readonly configuration: Configuration;
  readonly topology: Topology;
  readonly settings: RuleSettings;
  /** What the rules before this one found, with all that comments tell to ignore. */
  readonly earlier?: readonly Finding[];
}

/** Something worth telling, one file each, with a page of the same name under docs/rules. */
export interface Rule {
  readonly id: RuleId;
  /** What is found, in any order. Nothing is found that is not proved, or said to be assumed. */
  readonly check: (judged: Judged) => readonly Finding[];
}

/** What users set, in the editor's settings or in a file beside the code. */
export interface RuleSettings {
  /** Rules with another severity than their own, or switched off. */
  readonly severities: ReadonlyMap<RuleId, Severity | 'off'>;
  /** TCP ports nobody should reach from the internet, and what answers there. */
  readonly sensitivePorts: readonly SensitivePorts[];
  /** Where those who begin connections pick their ports from; none for a system nobody runs. */
  readonly ephemeralPorts: Readonly<Record<Initiator, PortSet>>;
  /** Whether nothing is to be said about a file. */
  readonly isIgnored: (file: string) => boolean;
}

export interface SensitivePorts {
  readonly ports: PortRange;
  /** `SSH`, `PostgreSQL`. */
  readonly service: string;
}

const sensitive: readonly (readonly [string, number, number?])[] = [
  ['FTP', 20, 21],
  ['SSH', 22],
  ['Telnet', 23],
  ['RPC', 135],
  ['NetBIOS', 137, 139],
  ['SMB', 445],
  ['SQL Server', 1433, 1434],
  ['Oracle', 1521],
  ['NFS', 2049],
  ['Docker', 2375, 2376],
  ['etcd', 2379, 2380],
  ['MySQL', 3306],
  ['Remote Desktop', 3389],
  ['PostgreSQL', 5432],
  ['Kibana', 5601],
  ['VNC', 5900, 5903],
  ['WinRM', 5985, 5986],
  ['Redis', 6379],
  ['Kubernetes API', 6443],
  ['Cassandra', 7000, 7001],
  ['Kafka', 9092],
  ['Elasticsearch', 9200],
  ['Elasticsearch', 9300],
  ['kubelet', 10250],
  ['memcached', 11211],
  ['MongoDB', 27017, 27019],
];

/** Of a user who set nothing. */
export const defaultSettings: RuleSettings = {
  severities: new Map(),
  sensitivePorts: sensitive.map(([service, first, last = first]) => ({ service, ports: { first, last } })),
  ephemeralPorts,
  isIgnored: () => false,
};
