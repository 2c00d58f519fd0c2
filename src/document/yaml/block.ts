/** Text in a literal block (`|`), each line of which is a line of the file. https://yaml.org/spec/1.2.2/#812-literal-style */
import { isMap, isScalar, isSeq, Scalar, type Node, type YAMLSeq } from 'yaml';
import type { TextBlock } from '../json.ts';
import type { Lines } from '../lines.ts';
import type { YamlContent } from './value.ts';

/** The block that a node is, or that an `Fn::Sub` has as its text. */
export function blockOf(given: Node | undefined, content: YamlContent, lines: Lines): TextBlock | undefined {
  const node = textNode(given, content);
  if (!isScalar(node) || node.type !== Scalar.BLOCK_LITERAL || typeof node.value !== 'string' || !node.range) return undefined; // prettier-ignore
  const line = lines.position(node.range[0]).line + 1;
  const written = node.value.split('\n');
  const first = written.findIndex((one) => one.trim() !== '');
  const [text, inFile] = [written[first] ?? '', lines.text(line + first) ?? ''];
  if (first < 0 || !inFile.endsWith(text)) return undefined;
  return { text: node.value, line, indent: inFile.length - text.length };
}

function textNode(given: Node | undefined, content: YamlContent): Node | undefined {
  let node = content.resolve(given);
  if (isMap(node)) node = content.resolve(content.members(node).get('Fn::Sub')?.value);
  return isSeq(node) ? content.resolve((node as YAMLSeq<Node>).items[0]) : node;
}
