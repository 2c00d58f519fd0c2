/** Writes answers of the AWS Query protocol: https://smithy.io/2.0/aws/protocols/aws-query-protocol.html */
import type { Json } from './types.ts';

const documentMembers = new Set(['PolicyDocument', 'AssumeRolePolicyDocument', 'Document']);

/** The answer of an operation. */
export function writeAnswer(operation: string, result: Json, plainDocuments: boolean): string {
  const members = Object.entries(result).map(([name, value]) => writeMember(name, value, plainDocuments));
  return `<${operation}Response xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><${operation}Result>${members.join('')}</${operation}Result><ResponseMetadata><RequestId>00000000-0000-0000-0000-000000000000</RequestId></ResponseMetadata></${operation}Response>`;
}

/** An error of the Query protocol. */
export function writeError(code: string, message: string): string {
  return `<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><Error><Type>Sender</Type><Code>${escapeXml(code)}</Code><Message>${escapeXml(message)}</Message></Error><RequestId>00000000-0000-0000-0000-000000000000</RequestId></ErrorResponse>`;
}

function writeMember(name: string, value: unknown, plain: boolean): string {
  if (value === undefined || value === null) return '';
  if (documentMembers.has(name)) return `<${name}>${escapeXml(writeDocument(value, plain))}</${name}>`;
  return `<${name}>${name === 'SummaryMap' ? writeMap(value as Json) : writeValue(value, plain)}</${name}>`;
}

function writeValue(value: unknown, plain: boolean): string {
  if (Array.isArray(value)) return value.map((item) => `<member>${writeValue(item, plain)}</member>`).join('');
  if (typeof value !== 'object' || value === null) return escapeXml(String(value));
  return Object.entries(value)
    .map(([name, member]) => writeMember(name, member, plain))
    .join('');
}

function writeMap(map: Json): string {
  return Object.entries(map)
    .map(([key, value]) => `<entry><key>${escapeXml(key)}</key><value>${escapeXml(String(value))}</value></entry>`)
    .join('');
}

function writeDocument(document: unknown, plain: boolean): string {
  const text = typeof document === 'string' ? document : JSON.stringify(document);
  return plain ? text : encodeURIComponent(text);
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
