/** The answers about pairs of classes, each kept once under a number, and tables of those numbers. */
import { Table, type Profile } from './profiles.ts';

/** Destination ports the request passes on, and the initiator's ports the reply passes back to. */
export interface PairReach {
  readonly ports: Profile;
  readonly replyPorts: Profile;
  /** Of each protocol everything where what passes does so on an assumption, nothing where it is proved. */
  readonly assumed: Profile;
}

/** Answers by the places of two classes in the lists that were asked about. */
export class PairTable {
  readonly #answers: readonly PairReach[];
  /** Of the answers plus one, or 0 where there is none; row by row. */
  readonly numbers: Int32Array;
  readonly #width: number;

  constructor(answers: readonly PairReach[], numbers: Int32Array, width: number) {
    this.#answers = answers;
    this.numbers = numbers;
    this.#width = width;
  }

  /** `undefined` when there is no such pair: one interface, or nobody of the code. Equal answers are the same object. */
  of(source: number, target: number): PairReach | undefined {
    const number = this.numbers[source * this.#width + target];
    return number === undefined ? undefined : this.#answers[number - 1];
  }
}

/** All answers there are, shared by the networks of one history. */
export class Answers {
  readonly all: PairReach[] = [];
  /** Where legs are plain, by their number and what the groups let through. */
  readonly looked = new Table();
  readonly #numbers: Table[] = [];

  /** The number of an answer. */
  get(ports: Profile, replyPorts: Profile, assumed: Profile): number {
    const numbers = (this.#numbers[assumed] ??= new Table());
    return (
      numbers.get(ports, replyPorts) ??
      numbers.set(ports, replyPorts, this.all.push({ ports, replyPorts, assumed }) - 1)
    );
  }
}
