/**
 * The diagram as data: what the webview draws and nothing more. Coordinates are CSS pixels at scale 1, the origin at the
 * top left. Ids are the product's own (`b3`), so that nothing the webview sends back can name a file or a command.
 */

export type BoxKind =
  | 'internet'
  | 'internet-gateway'
  | 'vpc'
  | 'subnet'
  | 'network-acl'
  | 'security-group'
  | 'instance'
  | 'network-interface';

/** How a box or a hop fared under the probe that is drawn. */
export type Fate = 'passed' | 'dropped' | 'unknown' | 'untouched';

export interface Box {
  readonly id: string;
  /** The box that contains it; a gate in the wall of a container belongs to that container. */
  readonly parent: string | undefined;
  readonly kind: BoxKind;
  /** Plain text without hidden characters, like every text here: the webview never reads it as HTML. */
  readonly label: string;
  /** What the user calls it, in full: `module.vpc.aws_subnet.public[0]` where `label` is `public[0]`. */
  readonly name: string;
  /** Second line: a CIDR, an address, how many rules. */
  readonly detail: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Boxes that contain others (VPC, subnet) are drawn first and have their label at the top. */
  readonly container: boolean;
  readonly fate: Fate;
  /** What the checkpoint said, for the tooltip and the text alternative; empty when no probe passes it. */
  readonly verdict: string;
  /** Whether a line of code can be shown for it. */
  readonly revealable: boolean;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A way packets can take at all, drawn faintly: where a route leads to the internet, who sits behind which gate. */
export interface Link {
  readonly points: readonly Point[];
  /** Whether it exists cannot be told from the code. */
  readonly unknown: boolean;
}

/** The probe's way, one stretch a packet: drawn from checkpoint to checkpoint and ended where it dies. */
export interface ProbePath {
  readonly leg: 'request' | 'reply';
  /** `ACK`, `RST`. */
  readonly label: string;
  readonly points: readonly Point[];
  readonly fate: 'arrived' | 'dropped' | 'unknown';
  /** Where it died or becomes unknown: a cross or a question mark stands there. */
  readonly end: Point;
  /** `no-response → filtered`; `cannot be told`; empty when it arrived. */
  readonly endLabel: string;
  /** The middle of the upper edge of the label's place, which is free of boxes. */
  readonly endLabelAt: Point;
}

/** One line of the text alternative: the same facts for people who do not see the picture. */
export interface Step {
  readonly boxId: string | undefined;
  /** Names the line that decided (a rule's) for `reveal`, which need not be the box's own line. */
  readonly revealId: string | undefined;
  /** The packet it tells of, `ACK 198.51.100.7:40000 → 10.0.1.10:22`; `undefined` where no probe is drawn. */
  readonly packet: string | undefined;
  readonly text: string;
  readonly fate: Fate;
}

export interface Drawing {
  readonly width: number;
  readonly height: number;
  /** Containers stand before what they contain, so that drawing in order is right. */
  readonly boxes: readonly Box[];
  readonly links: readonly Link[];
  readonly paths: readonly ProbePath[];
  readonly steps: readonly Step[];
}
