/**
 * The diagram as data: what is drawn and nothing more. Coordinates are CSS pixels at scale 1, the origin at the top left.
 * Every text is plain and without hidden characters. Ids are stable under edits and opaque: whoever gets one back looks
 * it up among those it handed out, so that none can name a file or a command.
 */

/** What stands outside every VPC, in the first column. */
export type OutsideKind =
  | 'internet'
  /** Whatever a VPN or Direct Connect gateway leads to. */
  | 'on-premises'
  /** A VPC that is not in the code, behind a peering connection. */
  | 'peer'
  /** The service behind a gateway endpoint. */
  | 'aws-service'
  | 'transit-gateway';

/** What stands in the left wall of a VPC. */
export type GatewayKind =
  | 'internet-gateway'
  | 'egress-only-internet-gateway'
  | 'vpc-peering-connection'
  | 'transit-gateway-attachment'
  | 'gateway-endpoint'
  /** A component packets are not walked through, such as a virtual private gateway. */
  | 'other-gateway';

/** What has an address in a subnet. `interfaces` is a folded subnet's: all kinds in one box. */
export type EndKind =
  | 'instance'
  | 'network-interface'
  | 'nat-gateway'
  | 'load-balancer'
  | 'database'
  | 'function'
  | 'endpoint'
  | 'container'
  | 'interfaces';

export type BoxKind =
  OutsideKind | GatewayKind | 'vpc' | 'subnet' | 'route-table' | 'network-acl' | 'security-group' | EndKind;

/**
 * How a box is drawn, whatever its kind: a container round others; a wall with two slits, one a direction; a shield with
 * one opening, as it remembers; a tile; or a tag on the header of its container.
 */
export type BoxForm = 'container' | 'stateless-gate' | 'stateful-gate' | 'tile' | 'tag';

/** How a box, a hop or a packet fared under the probe that is drawn. */
export type Fate = 'passed' | 'dropped' | 'unknown' | 'untouched';

/** A value that is not known and would settle something. */
export interface Reason {
  /** `var.admin_cidr has no default`. */
  readonly text: string;
  /** Names the line where it could be settled, for `reveal`. */
  readonly revealId: string | undefined;
}

/** Several things in one place, which can be shown one by one. */
export interface Fold {
  /** Names it in a `View`. */
  readonly id: string;
  /** How many interfaces are in it. */
  readonly count: number;
  readonly isFolded: boolean;
}

export interface Box {
  readonly id: string;
  /** The box that contains it; a gate in the wall of a container belongs to that container. */
  readonly parent: string | undefined;
  readonly kind: BoxKind;
  readonly form: BoxForm;
  readonly label: string;
  /** What the user calls it, in full: `module.vpc.aws_subnet.public[0]` where `label` is `public[0]`. */
  readonly name: string;
  /** Second line: a CIDR, an address, how many rules. */
  readonly detail: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Set when it is not in the code, cannot be told, or may not be there: drawn dashed. */
  readonly isUnknown: boolean;
  /** What would settle it. */
  readonly unknown: readonly Reason[];
  /** Of alike interfaces in one box, and of each of them when they are shown one by one; of subnets. */
  readonly fold: Fold | undefined;
  readonly fate: Fate;
  /** What each packet met here, one sentence each; empty when no packet passes it. */
  readonly verdicts: readonly string[];
  /** Whether a line of code can be shown for it, by its own id. */
  readonly isRevealable: boolean;
  /** Whether the query of the view finds it. */
  readonly isFound: boolean;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * A way packets can take at all, drawn faintly: `route` where a route table leads to a gateway, `membership` which filter
 * stands before whom, `forward` from a load balancer to its targets or from an endpoint to its load balancer, `join` between gateways of one connection, and `flow`
 * between the box in focus and those it talks to.
 */
export interface Edge {
  readonly id: string;
  readonly kind: 'route' | 'membership' | 'forward' | 'join' | 'flow';
  /** Ids of boxes. */
  readonly from: string;
  readonly to: string;
  readonly points: readonly Point[];
  /** Everything that passes, as one text: `tcp 22, 443, 8080–8090`; empty where nothing is said about ports. */
  readonly label: string;
  /** The middle of the label's place; of a `forward` its right end, in the corner of the target's box. */
  readonly labelAt: Point;
  /** Whether it exists, or all that the label says, cannot be told from the code. */
  readonly isUnknown: boolean;
  /** The same in words: `aws_lb.web forwards tcp 8080 to aws_instance.web`. */
  readonly text: string;
}

/** What a stateful gate remembers of the probe's flows, or that it does not. */
export interface TrackedFlow {
  /** The box of the gate. */
  readonly boxId: string;
  /** `tcp 198.51.100.7:40000 ⇄ 10.0.12.197:22`, several joined by `; `; `not tracked` where AWS keeps no state. */
  readonly text: string;
  /** The same for little room: `tcp 40000 ⇄ 22 +1`. */
  readonly short: string;
  readonly isTracked: boolean;
  /** Whether an entry exists at all rests on what AWS does not document. */
  readonly isAssumed: boolean;
  /** The packet that began it, and those it let through without a rule. */
  readonly begunBy: string;
  readonly letThrough: readonly string[];
  /** The middle of the upper edge of its place, below the gate. */
  readonly at: Point;
}

/** One checkpoint on the way of a packet. */
export interface Hop {
  readonly boxId: string;
  readonly direction: 'inbound' | 'outbound' | undefined;
  readonly fate: Exclude<Fate, 'untouched'>;
  /** Rests on what AWS does not document. */
  readonly isAssumed: boolean;
  /** What decided, for little room: `100`, `*`, `tracked`, `0.0.0.0/0`; empty where nothing is to be named. */
  readonly rule: string;
  /** One sentence without a full stop. */
  readonly text: string;
  /** Names the line that decided (a rule's) for `reveal`, which need not be the box's own line. */
  readonly revealId: string;
  /** Unknown only: what would settle it. */
  readonly unknown: readonly Reason[];
  /** Where on the line it stands, and how far along the line that is. A tag has no place on the line: there it is passed. */
  readonly at: Point;
  readonly distance: number;
}

/** A packet of the probe: a line from checkpoint to checkpoint, ended where it dies. */
export interface Packet {
  readonly id: string;
  readonly leg: 'request' | 'reply';
  /** `SYN`, `SYN-ACK`, `ACK`, `RST`, `UDP`, `ICMP`; `SYN-ACK or RST` where nobody knows what listens. */
  readonly label: string;
  /** `SYN 198.51.100.7:40000 → 10.0.12.197:22`. */
  readonly title: string;
  /** What it is part of: the probe itself, what a load balancer sends on for it, or its health check. */
  readonly part: 'probe' | 'forwarded' | 'health-check';
  /** The box it starts in. */
  readonly from: string;
  /** The packet along whose line it goes, where that is the same one. */
  readonly retraces: string | undefined;
  readonly points: readonly Point[];
  /** CSS pixels at scale 1. */
  readonly length: number;
  readonly hops: readonly Hop[];
  readonly fate: 'arrived' | 'dropped' | 'unknown';
  /** Where its name stands: the middle of the label. */
  readonly labelAt: Point;
  /** Where it died or becomes unknown: a cross or a question mark stands there. */
  readonly end: Point;
  /** `no-response → filtered`, `cannot be told`; empty when it arrived. */
  readonly endLabel: string;
  /** The middle of the upper edge of the label's place, which is free of boxes. */
  readonly endLabelAt: Point;
}

/** The probe, in the order its packets are sent. */
export interface ProbeDrawing {
  readonly packets: readonly Packet[];
  readonly trackedFlows: readonly TrackedFlow[];
  /** nmap's state of the port and the reason for it: `no-response → filtered`, `reset → unfiltered (assumed)`. */
  readonly outcome: string;
  /** What that takes for true, beside what AWS does not document. */
  readonly assumed: readonly Reason[];
  /** What would settle it. */
  readonly unknown: readonly Reason[];
}

/** One line of the table that says what the picture shows. */
export interface TableRow {
  /** The box, or that where a hop stands or an edge begins. */
  readonly boxId: string;
  /** Nesting of boxes; 1 for the outermost. */
  readonly level: number;
  /** `Network ACL`, `forward`, `SYN`. */
  readonly what: string;
  readonly name: string;
  /** Everything that is written in or beside it, and what would settle what is not known. */
  readonly facts: readonly string[];
  readonly fate: Fate;
  readonly revealId: string | undefined;
}

/** The text alternative: the same facts as the picture, in the same order. `tableOf` makes it of a drawing. */
export interface DrawingTable {
  readonly boxes: readonly TableRow[];
  readonly edges: readonly TableRow[];
  /** Each hop of each packet. */
  readonly hops: readonly TableRow[];
}

export interface Drawing {
  readonly width: number;
  readonly height: number;
  /** Containers stand before what they contain, so that drawing in order is right. */
  readonly boxes: readonly Box[];
  readonly edges: readonly Edge[];
  readonly probe: ProbeDrawing | undefined;
  /** One sentence: `2 VPCs, 6 subnets, 14 interfaces; SYN probe of aws_instance.web: no-response → filtered`. */
  readonly summary: string;
}
