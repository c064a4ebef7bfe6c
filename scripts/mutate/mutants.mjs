// The mutants of a TypeScript file: one operator, bound or literal changed. All of them are put into the text at once, each
// behind a switch, so that nothing is compiled again from one to the next.
import ts from 'typescript';

const operators = new Map([
  [ts.SyntaxKind.LessThanToken, ['<=', '>=']],
  [ts.SyntaxKind.LessThanEqualsToken, ['<', '>']],
  [ts.SyntaxKind.GreaterThanToken, ['>=', '<=']],
  [ts.SyntaxKind.GreaterThanEqualsToken, ['>', '<']],
  [ts.SyntaxKind.EqualsEqualsEqualsToken, ['!==']],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, ['===']],
  [ts.SyntaxKind.AmpersandAmpersandToken, ['||']],
  [ts.SyntaxKind.BarBarToken, ['&&']],
  [ts.SyntaxKind.PlusToken, ['-']],
  [ts.SyntaxKind.MinusToken, ['+']],
]);
/** Literals that decide, and what each turns into. */
const words = new Map([
  ['allow', 'deny'],
  ['deny', 'allow'],
  ['inbound', 'outbound'],
  ['outbound', 'inbound'],
  ['yes', 'no'],
  ['no', 'yes'],
]);

/**
 * The mutants of a file, and its text with all of them in it.
 * @param next the number of the first.
 * @param isOn code that tells whether the mutant of a number is on: `$mutant` is the number of the one that is.
 */
export function mutate(file, text, next, isOn = (number) => `$mutant === ${number}`) {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const mutants = [];
  const plain = (node) => node.getText(source);
  /** The node's text with the mutants of its children in it. */
  const within = (node) => {
    let result = '';
    let at = node.getStart(source);
    ts.forEachChild(node, (child) => {
      result += text.slice(at, child.getStart(source)) + written(child);
      at = child.getEnd();
    });
    return result + text.slice(at, node.getEnd());
  };
  const written = (node) => {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isInterfaceDeclaration(node))
      return plain(node);
    if (ts.isTypeAliasDeclaration(node) || ts.isExportDeclaration(node)) return plain(node);
    // No tests hang on the sentences for people, and a name is no expression.
    const named = node.parent?.name === node && !ts.isShorthandPropertyAssignment(node.parent);
    const changes = named ? [] : changesOf(node, plain);
    return changes.reduceRight((rest, { from, to, code }) => {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
      const number = next + mutants.length;
      mutants.push({ number, file, line: line + 1, from, to });
      return `(${isOn(number)} ? ${code} : ${rest})`;
    }, within(node));
  };
  const prefix = text.slice(0, source.getStart(source));
  return { mutants, text: prefix + within(source) };
}

function changesOf(node, plain) {
  if (ts.isBinaryExpression(node)) {
    const { left, operatorToken, right } = node;
    return (operators.get(operatorToken.kind) ?? []).map((to) => ({
      from: plain(operatorToken),
      to,
      code: `(${plain(left)}) ${to} (${plain(right)})`,
    }));
  }
  const to = literalFor(node, plain);
  return to === undefined ? [] : [{ from: plain(node), to, code: to }];
}

function literalFor(node, plain) {
  if (node.kind === ts.SyntaxKind.TrueKeyword) return 'false';
  if (node.kind === ts.SyntaxKind.FalseKeyword) return 'true';
  if (ts.isStringLiteral(node) && words.has(node.text)) return `'${words.get(node.text)}'`;
  if (ts.isNumericLiteral(node)) return `(${plain(node)} + 1)`;
  if (ts.isBigIntLiteral(node)) return `(${plain(node)} + 1n)`;
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
    return `(${plain(node.operand)})`;
  return undefined;
}
