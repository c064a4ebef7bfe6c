/** Calls that are written to make a function hang or fall over. Each ends soon, and in a value or in unknown. */
import assert from 'node:assert/strict';
import { evaluated } from './support.ts';

const a30 = 'a'.repeat(30);

const declarations = `
variable "open" {}
locals {
  many  = range(1000)
  long  = join("", [for n in local.many : "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa${a30}"])
  deep  = join("", [for n in local.many : "[[[[[[[[[[[[[[[[[[["])
  bomb  = "a: &a [x, x, x, x, x, x, x, x, x]\\n${Array.from(
    { length: 8 },
    (_, n) =>
      `${'bcdefghi'.charAt(n)}: &${'bcdefghi'.charAt(n)} [${Array(9)
        .fill(`*${'abcdefgh'.charAt(n)}`)
        .join(', ')}]`,
  ).join('\\n')}\\n"
}
`;

describe('terraform functions given hostile arguments', () => {
  const open: readonly (readonly [expression: string, why: RegExp])[] = [
    ['regex("^(a+)+$", "${local.long}b")', /too large|matches nothing/],
    ['regex("(a|a)*(a|a)*(a|a)*b", local.long)', /too large|matches nothing/],
    ['regexall("a.*b|a", local.long)', /too large/],
    ['regex("(((a{1000}){1000}){1000})", "a")', /too large/],
    [`regex("${'('.repeat(5000)}", "a")`, /nested too deeply/],
    ['replace(local.long, "/a/", local.long)', /too large/],
    ['replace(local.long, "a", local.long)', /too large/],
    ['replace(local.long, "", local.long)', /too large/],
    ['join(local.long, local.many)', /too large/],
    ['format("%1000000000s", "a")', /begins no verb|too large/],
    ['format("%.9999f", 1.5)', /cannot be told|too large/],
    ['indent(1000000, local.long)', /too large|1000000/],
    ['jsondecode(local.deep)', /nested too deeply/],
    ['yamldecode(local.deep)', /nested too deeply|is not YAML/],
    ['yamldecode(local.bomb)', /too large/],
    ['setproduct(local.many, local.many, local.many)', /too large/],
    ['range(0, 1000000000)', /makes more than 1024 numbers/],
    ['pow(10, 1000000000)', /more digits/],
    ['parseint(local.long, 16)', /too large/],
    ['tonumber(local.long)', /where a number is needed/],
    ['sha512(join("", [local.long, local.long, local.long, local.long]))', /too large/],
    ['cidrsubnet("10.0.0.0/8", 1000000000, 1)', /prefix/],
    ['cidrsubnet("10.0.0.0/8", -1000000000, 1)', /prefix/],
    ['chunklist(local.many, 0.5)', /whole number/],
    ['flatten([for a in local.many : [for b in local.many : [for c in local.many : c]]])', /too large/],
    ['templatestring(local.long, { for n in local.many : n => local.long }...)', /./],
    ['file("../../../../etc/passwd")', /is not read$/],
    ['file("C:\\\\boot.ini")', /outside the workspace$/],
    ['templatefile("\\\\\\\\host\\\\share", {})', /outside the workspace$/],
  ];
  for (const [expression, why] of open) {
    it(`${expression.slice(0, 60)} is left open`, () => {
      const value = evaluated(expression, declarations);
      assert.ok(typeof value === 'object' && value !== null, String(value));
      const text = 'unknown' in value ? String(value.unknown) : JSON.stringify(value).slice(0, 200);
      assert.match(text, why);
    });
  }

  it('keys named like members of every JavaScript object are keys', () => {
    const keys = ['__proto__', 'constructor', 'toString'];
    const text = JSON.stringify(JSON.stringify(Object.fromEntries(keys.map((key) => [key, 1] as const))));
    assert.deepEqual(evaluated('keys(jsondecode("{\\"__proto__\\":1,\\"constructor\\":2}"))'), [
      '__proto__',
      'constructor',
    ]);
    assert.deepEqual(evaluated(`lookup(jsondecode(${text}), "hasOwnProperty", "none")`), 'none');
    assert.deepEqual(evaluated('keys(yamldecode("__proto__: 1\\nconstructor: 2\\n"))'), [
      '__proto__',
      'constructor',
    ]);
    assert.deepEqual(evaluated('zipmap(["__proto__"], [1])["__proto__"]'), 1);
    assert.deepEqual(evaluated('transpose({ a = ["__proto__"] })["__proto__"]'), ['a']);
    assert.deepEqual(
      evaluated('{ for k in ["__proto__", "a", "__proto__"] : k => 1... }["__proto__"]'),
      [1, 1],
    );
    assert.deepEqual(evaluated('constructor("a")'), {
      unknown: 'function constructor() is not evaluated yet',
    });
  });
});
