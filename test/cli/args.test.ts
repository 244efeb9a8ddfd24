import assert from 'node:assert/strict';
import { CommandLineError, type CommandName, commands, readCommandLine } from '../../cli/args.ts';
import { help } from '../../cli/help.ts';

function refusal(...argv: string[]): string {
  try {
    readCommandLine(argv);
  } catch (error) {
    assert.ok(error instanceof CommandLineError);
    return error.message;
  }
  throw new Error('it was taken');
}

function line(...argv: string[]) {
  const request = readCommandLine(argv);
  assert.equal(request.kind, 'run');
  return request.kind === 'run' ? request.line : undefined;
}

describe('the command line', () => {
  it('is read into operands, values and flags', () => {
    assert.deepEqual(line('scan', 'src', '--tests', '--format', 'json', '-o', 'out.json', '--since=main', 'lib'), {
      operands: ['src', 'lib'],
      values: { format: 'json', output: 'out.json', since: 'main' },
      flags: new Set(['tests']),
    });
  });

  it('takes what stands after -- as operands', () => {
    assert.deepEqual(line('scan', '--', '--tests', '-o')?.operands, ['--tests', '-o']);
  });

  it('suggests the nearest name for what there is not', () => {
    assert.equal(refusal('scna'), 'there is no command "scna"; did you mean scan?');
    assert.equal(refusal('scan', '--stagde'), 'there is no option --stagde; did you mean --staged?');
    assert.equal(refusal('scan', '--fail'), 'there is no option --fail; did you mean --fail-on?');
    assert.equal(refusal('frobnicate'), 'there is no command "frobnicate"');
    assert.equal(refusal('scan', '-x'), 'there is no option -x');
    assert.equal(refusal('scan', '--constructor'), 'there is no option --constructor');
    assert.equal(refusal('toString'), 'there is no command "toString"');
  });

  it('refuses values that are missing, wrong or not taken', () => {
    assert.equal(refusal('scan', '--since'), '--since needs a value');
    assert.equal(refusal('scan', '--since', '--tests'), '--since needs a value');
    assert.equal(refusal('scan', '--output='), '--output needs a value');
    assert.equal(refusal('scan', '--format', 'xml'), '--format is one of pretty, json, sarif, not "xml"');
    assert.equal(refusal('scan', '--staged=yes'), '--staged takes no value');
  });

  it('refuses operands that are missing or too many', () => {
    assert.equal(refusal('explain'), 'explain needs <rule>|<provider>|<file>:<line>');
    assert.equal(refusal('explain', 'a', 'b'), 'explain does not take "b"');
    assert.equal(refusal('rules', 'a'), 'rules does not take "a"');
    assert.equal(refusal(), 'a command is missing');
  });

  it('knows help and version everywhere, also beside what is missing', () => {
    assert.deepEqual(readCommandLine(['--help']), { kind: 'help' });
    assert.deepEqual(readCommandLine(['-h']), { kind: 'help' });
    assert.deepEqual(readCommandLine(['help', 'scan']), { kind: 'help', command: 'scan' });
    assert.deepEqual(readCommandLine(['explain', '--help']), { kind: 'help', command: 'explain' });
    assert.deepEqual(readCommandLine(['--version']), { kind: 'version' });
  });

  it('has help that names every command, and every option of each', () => {
    const names = Object.keys(commands) as CommandName[];
    for (const name of names) {
      assert.ok(help().includes(`  ${name}`), name);
      for (const option of Object.keys(commands[name].options)) assert.ok(help(name).includes(`--${option}`), option);
    }
    for (const text of [help(), ...names.map((name) => help(name))]) {
      for (const row of text.split('\n')) assert.ok(row.length <= 130, row);
    }
  });
});
