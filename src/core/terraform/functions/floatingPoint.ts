/**
 * Powers and logarithms of doubles to the last bit as Terraform has them from Go's `math` package. JavaScript's own differ
 * from engine to engine: `10 ** -5` is 0.000009999999999999999 in some.
 */

/** x to the power of y; `undefined` where y is a fraction other than one half, which Go leaves to the processor. */
export function power(x: number, y: number): number | undefined {
  if (Math.abs(y) === 0.5) return y > 0 ? Math.sqrt(x) : 1 / Math.sqrt(x);
  if (!Number.isInteger(y)) return undefined;
  if (y === 0 || x === 1) return 1;
  if (x === 0 || Math.abs(y) > Number.MAX_SAFE_INTEGER) return x ** y;
  let product = 1;
  let productExponent = 0;
  let [square, exponent] = normalized(x);
  for (let left = Math.abs(y); left > 0; left = Math.floor(left / 2)) {
    // From here on the result is infinite or zero.
    if (Math.abs(exponent) > 4096) {
      productExponent += exponent;
      break;
    }
    if (left % 2 === 1) {
      product *= square;
      productExponent += exponent;
    }
    square *= square;
    exponent *= 2;
    if (square < 0.5) {
      square += square;
      exponent--;
    }
  }
  return y < 0 ? scaled(1 / product, -productExponent) : scaled(product, productExponent);
}

/** A number times a power of two that may be larger or smaller than any double, rounded once. */
function scaled(mantissa: number, exponent: number): number {
  const last = exponent < 0 ? -200 : 200;
  return mantissa * 2 ** (exponent - last) * 2 ** last;
}

/** ln 2 in two parts, of which the first has zeros for its last bits. */
const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;

/** The coefficients of log((1 + s) / (1 - s)) as a polynomial of s², from the first on (FreeBSD's `e_log.c`). */
const L1 = 6.66666666666673513e-1;
const L2 = 3.999999999940941908e-1;
const L3 = 2.857142874366239149e-1;
const L4 = 2.222219843214978396e-1;
const L5 = 1.818357216161805012e-1;
const L6 = 1.531383769920937332e-1;
const L7 = 1.479819860511658591e-1;

/** The natural logarithm; NaN of a negative number, minus infinity of 0. */
export function logarithm(x: number): number {
  if (!(x > 0) || x === Infinity) return Math.log(x);
  let [mantissa, exponent] = normalized(x);
  if (mantissa < Math.SQRT1_2) {
    mantissa *= 2;
    exponent--;
  }
  const f = mantissa - 1;
  const s = f / (2 + f);
  const s2 = s * s;
  const s4 = s2 * s2;
  const odd = s2 * (L1 + s4 * (L3 + s4 * (L5 + s4 * L7)));
  const even = s4 * (L2 + s4 * (L4 + s4 * L6));
  const half = 0.5 * f * f;
  return exponent * LN2_HIGH - (half - (s * (half + (odd + even)) + exponent * LN2_LOW) - f);
}

/** A number as a mantissa of 0.5 to 1, with its sign, and the power of two it is multiplied by. */
function normalized(x: number): [mantissa: number, exponent: number] {
  let exponent = Math.max(-1022, Math.ceil(Math.log2(Math.abs(x))));
  let mantissa = x / 2 ** exponent;
  for (; Math.abs(mantissa) >= 1; exponent++) mantissa /= 2;
  for (; Math.abs(mantissa) < 0.5; exponent--) mantissa *= 2;
  return [mantissa, exponent];
}
