import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectCredentialsCsv } from '../../src/document/credentials-csv.ts';

const id = 'AKIAIOSFODNN7EXAMPLE';
const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const url = 'https://111122223333.signin.aws.amazon.com/console';

const leaks: [name: string, kind: string, text: string][] = [
  ['a user key', 'access-key', `Access key ID,Secret access key\n${id},${secret}`],
  ['a user key with BOM and CRLF', 'access-key', `\uFEFFAccess key ID,Secret access key\r\n${id},${secret}\r\n`],
  [
    'a quoted key',
    'access-key',
    `"User Name","Access Key Id","Secret Access Key"\r\n"a ""b"", c",${id},"${secret}"\r\n`,
  ],
  ['a key saved by a spreadsheet', 'access-key', `Access key ID;Secret access key\n${id};${secret}\n`],
  [
    'a new user',
    'user-credentials',
    `User name,Password,Access key ID,Secret access key,Console login link\nana,,${id},${secret},${url}\n`,
  ],
  [
    'a new user with only a password',
    'user-credentials',
    `User name,Password,Access key ID,Secret access key,Console login link\nana,Xy!9 ab,,,${url}\n`,
  ],
  ['a second row', 'access-key', `Access key ID,Secret access key\n\n,\n${id},${secret}`],
  ['a console password', 'console-login', `User name,Password,Console sign-in URL\nana,"N3b,X5(",${url}\n`],
  ['an old root key', 'root-key', `AWSAccessKeyId=${id}\r\nAWSSecretKey=${secret}\r\n`],
  ['an old root key with BOM, on one line end', 'root-key', `\uFEFFAWSAccessKeyId=${id}\nAWSSecretKey=${secret}`],
];

const harmless: [name: string, text: string][] = [
  ['only a heading', 'Access key ID,Secret access key\n'],
  ['an empty row', 'Access key ID,Secret access key\n,\n'],
  ['a redacted secret', `Access key ID,Secret access key\n${id},****************\n`],
  ['a placeholder', 'Access key ID,Secret access key\n<access key id>,<secret access key>\n'],
  ['a password chosen by the user', `User name,Password,Console sign-in URL\nana,,${url}\n`],
  ['passwords of something else', 'User name,Password\nana,Xy!9abcd\n'],
  [
    'a credential report',
    'user,arn,user_creation_time,password_enabled\nana,arn:aws:iam::111122223333:user/ana,2026-01-01T00:00:00+00:00,true\n',
  ],
  ['a root key without values', 'AWSAccessKeyId=\nAWSSecretKey=\n'],
  ['only a key id', `AWSAccessKeyId=${id}\n`],
  ['prose', `Access key ID,Secret access key are columns.\nNothing ${id} here`],
  ['nothing', ''],
  ['blank lines', '\n\n \r\n'],
];

describe('detectCredentialsCsv', () => {
  it.each(leaks)('knows %s', (_, kind, text) => {
    expect(detectCredentialsCsv(text)).toMatchObject({ kind });
  });

  it.each(harmless)('passes over %s', (_, text) => {
    expect(detectCredentialsCsv(text)).toBeUndefined();
  });

  it.each(leaks)('tells no secret of %s and points away from it', (_, __, text) => {
    const found = detectCredentialsCsv(text, 'keys.csv')!;
    const { location, keyIdEnding = '' } = found;
    expect(keyIdEnding.length).toBeLessThanOrEqual(4);
    for (const hidden of [secret, id.slice(0, 5), 'Xy!9', 'N3b']) expect(JSON.stringify(found)).not.toContain(hidden);
    const line = text
      .replace('\uFEFF', '')
      .split(/\r?\n/)
      .at(location.line! - 1)!;
    const pointed = line.slice(location.column! - 1, location.endColumn! - 1);
    expect(location).toMatchObject({ file: 'keys.csv', column: 1 });
    expect(pointed).toMatch(/^(?:AWSSecretKey|"?(?:User|Access).*)$/);
  });

  it('gives the end of the key id', () => {
    expect(detectCredentialsCsv(leaks[0]![2])).toEqual({
      kind: 'access-key', keyIdEnding: 'MPLE', location: { line: 1, column: 1, endLine: 1, endColumn: 32 },
    }); // prettier-ignore
  });

  it('knows a root key of the present form by the name of its file', () => {
    expect(detectCredentialsCsv(leaks[0]![2], 'downloads/rootkey.csv')?.kind).toBe('root-key');
    expect(detectCredentialsCsv(leaks[0]![2], 'C:\\x\\rootkey (1).csv')?.kind).toBe('root-key');
    expect(detectCredentialsCsv(leaks[0]![2], 'rootkeys/ana.csv')?.kind).toBe('access-key');
    expect(detectCredentialsCsv(leaks[7]![2], 'rootkey.csv')?.kind).toBe('console-login');
  });

  it('survives any text, and large ones quickly', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('"', ',', '\n', '\r', ';', 'a', 'Password', 'Console login link', url, secret)),
        (pieces) => void detectCredentialsCsv(pieces.join('')),
      ),
    );
    const started = performance.now();
    for (const piece of ['"', ',', '\n', '""",', 'a,b\n', `,${secret}\n`, '=']) {
      detectCredentialsCsv(`Access key ID,Secret access key\n${piece.repeat(200_000)}`);
      detectCredentialsCsv(piece.repeat(200_000));
    }
    expect(performance.now() - started).toBeLessThan(4000);
  });
});
