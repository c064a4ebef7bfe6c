// Makes the random cases of a run the same every time: what `npm test` says is about the code, not about the dice.
// Other cases are tried by `npm run test:random`, again and again, each round with a seed of its own.
import fc from 'fast-check';

/** Any number would do; changing it tries other cases. */
const SEED = 20261128;

const chosen = process.env['ACKSCOPE_SEED'];
fc.configureGlobal({ seed: chosen === undefined || chosen === '' ? SEED : Number(chosen) });
