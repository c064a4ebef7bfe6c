import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readConfig } from '../../../src/core/config/readConfig.ts';

const file = '.ackscope.yaml';

/** Problems as the text they stand at, and what they say. */
function problemsOf(text: string): readonly (readonly [string, string])[] {
  return readConfig(file, text).problems.map(({ span, message }) => [
    text.slice(span.start, span.end),
    message,
  ]);
}

describe('a configuration file', () => {
  it('sets rules, ports and paths', () => {
    const text = `# what we think of it
rules:
  nacl-rule-redundant: off
  "sg-exposed": error
sensitivePorts:
  Consul: 8500,8600-8601
  FTP: off
ephemeralPorts:
  linux: 1024-65535
  windows: off
listening:
  aws_instance.web: 80,443,53/udp
  aws_instance.idle: off
ignore:
  - examples/
  - "**/test"
`;
    const { config, problems } = readConfig(file, text);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      [...config.rules],
      [
        ['nacl-rule-redundant', 'off'],
        ['sg-exposed', 'error'],
      ],
    );
    assert.deepEqual(
      [...config.sensitivePorts].map(([name, ports]) => [name, ports.toString()]),
      [
        ['Consul', '8500,8600-8601'],
        ['FTP', 'off'],
      ],
    );
    assert.deepEqual(
      [...config.ephemeralPorts].map(([name, ports]) => [name, ports.toString()]),
      [
        ['linux', '1024-65535'],
        ['windows', 'off'],
      ],
    );
    const web = config.listening.get('aws_instance.web');
    assert.deepEqual(
      web?.ports.map(({ protocol, range }) => [protocol, range.first]),
      [
        [6, 80],
        [6, 443],
        [17, 53],
      ],
    );
    assert.equal(text.slice(web.origin.span.start, web.origin.span.end), '80,443,53/udp');
    assert.deepEqual(config.listening.get('aws_instance.idle')?.ports, []);
    assert.deepEqual(
      config.ignore.map(({ pattern }) => pattern),
      ['examples/', '**/test'],
    );
  });

  for (const text of ['', '# nothing yet\n', 'rules:\n', '{}', '---\n', 'ignore: examples/']) {
    it(`may be as short as ${JSON.stringify(text)}`, () => assert.deepEqual(problemsOf(text), []));
  }

  const wrong: readonly (readonly [text: string, at: string, message: RegExp])[] = [
    ['rule:\n  a: off', 'rule', /"rule" is none of the keys, which are rules, /],
    ['rules:\n  nacl-typo: off', 'nacl-typo', /there is no rule "nacl-typo"/],
    ['rules:\n  sg-exposed: fatal', 'fatal', /"fatal" is no severity: error, warning/],
    ['rules:\n  sg-exposed:', '', /a value is missing/],
    ['rules:\n  sg-exposed: [off]', '[off]', /not a list or a map/],
    ['rules: off', 'off', /rules holds lines such as "nacl-rule-redundant: off"/],
    ['rules:\n  - sg-exposed', '- sg-exposed', /rules holds lines/],
    ['rules:\n  sg-exposed: off\n  sg-exposed: hint', 'sg-exposed', /is here twice/],
    ['sensitivePorts:\n  DNS: 53/udp', '53/udp', /are no TCP ports/],
    ['ephemeralPorts:\n  beos: 1-2', 'beos', /is none of the systems, which are linux, windows, macos/],
    ['ephemeralPorts:\n  linux: 70000', '70000', /are no TCP ports/],
    ['listening:\n  a: http', 'http', /are no ports/],
    ['ignore:\n  - "!keep"', '"!keep"', /has no meaning here/],
    ['ignore:\n  - /', '/', /is no path/],
    ['ignore:\n  a: b', 'a: b', /ignore is a list of paths/],
    ['rules: {sg-exposed: off', '', /is not YAML: /],
    ['rules: *nothing', '*nothing', /alias without an anchor/],
    ['{}\n---\n{}', '{}', /only the first document/],
    ['just words', 'just words', /the file holds the keys/],
  ];
  for (const [text, at, message] of wrong) {
    it(`tells what is wrong with ${JSON.stringify(text)}`, () => {
      const problems = problemsOf(text);
      assert.equal(problems.length, 1, JSON.stringify(problems));
      assert.equal(problems[0]![0], at);
      assert.match(problems[0]![1], message);
    });
  }

  it('keeps its good lines when others are wrong', () => {
    const { config } = readConfig(file, 'rules:\n  nonsense: off\n  sg-exposed: off\nnonsense: 1\n');
    assert.deepEqual([...config.rules], [['sg-exposed', 'off']]);
  });

  it('treats __proto__ as a name like any other', () => {
    const { config, problems } = readConfig(file, 'listening:\n  __proto__: 80\nconstructor: 1\n');
    assert.ok(config.listening.has('__proto__'));
    assert.equal(problems.length, 1);
  });

  it('ends in words at once however deep it nests', () => {
    const [[, message] = []] = problemsOf(`rules:\n  ${'['.repeat(500_000)}`);
    assert.equal(message, 'this is nested too deeply to be read; nothing in the file counts');
  });

  it('is read whatever is in it, and every problem has its place in the text', () => {
    const word = fc.constantFrom(
      'rules',
      'sg-exposed',
      ': ',
      ':\n  ',
      '- ',
      '\n',
      'off',
      '[',
      '{',
      '&a ',
      '*a',
      '"',
      '#',
      '!',
      '80',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 20 }), (words) => {
        const text = words.join('');
        for (const { span } of readConfig(file, text).problems) {
          assert.ok(
            0 <= span.start && span.start <= span.end && span.end <= text.length,
            JSON.stringify(text),
          );
        }
      }),
    );
  });
});
