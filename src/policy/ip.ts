/**
 * IPv4 and IPv6 addresses and CIDR blocks, as under IpAddress and NotIpAddress.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress
 */

export interface Cidr {
  readonly version: 4 | 6;
  /** Length of the prefix; 32 or 128 for a single address. */
  readonly prefix: number;
  readonly first: bigint;
  readonly last: bigint;
  /** The address as given has bits beyond the prefix: 203.0.113.5/24. */
  readonly hasHostBits: boolean;
  /** Normal form: `203.0.113.0/24`, `2001:db8::/32`; a single address has its prefix too. */
  readonly text: string;
}

/** An address or block in any spelling, an address without prefix being a block of one; undefined when it is neither. */
export function parseCidr(text: string): Cidr | undefined {
  const slash = text.indexOf('/');
  const address = parseAddress(slash < 0 ? text : text.slice(0, slash));
  if (address === undefined) return undefined;
  const bits = address.version === 4 ? 32 : 128;
  const prefix = slash < 0 ? bits : parseDecimal(text.slice(slash + 1), bits);
  if (prefix === undefined) return undefined;
  const size = 1n << BigInt(bits - prefix);
  const first = address.value - (address.value % size);
  return {
    version: address.version,
    prefix,
    first,
    last: first + size - 1n,
    hasHostBits: first !== address.value,
    text: `${address.version === 4 ? formatV4(first) : formatV6(first)}/${prefix}`,
  };
}

/** Whether every address of `b` is in `a`; never across versions. */
export function cidrContains(a: Cidr, b: Cidr): boolean {
  return a.version === b.version && a.first <= b.first && b.last <= a.last;
}

/** Whether some address is in both blocks. */
export function cidrsOverlap(a: Cidr, b: Cidr): boolean {
  return a.version === b.version && a.first <= b.last && b.first <= a.last;
}

/**
 * Whether all, none or some of the block's addresses are private: 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 (RFC 1918)
 * and fc00::/7 (RFC 4193). These are the ranges IAM Access Analyzer calls private; loopback, link-local and shared
 * address space (100.64.0.0/10) count as public.
 */
export function isPrivate(cidr: Cidr): 'private' | 'public' | 'mixed' {
  if (privateBlocks.some((block) => cidrContains(block, cidr))) return 'private';
  return privateBlocks.some((block) => cidrsOverlap(block, cidr)) ? 'mixed' : 'public';
}

const privateBlocks: readonly Cidr[] = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'].flatMap(
  (text) => parseCidr(text) ?? [],
);

interface Address {
  readonly version: 4 | 6;
  readonly value: bigint;
}

function parseAddress(text: string): Address | undefined {
  if (text.length > 45) return undefined;
  const version = text.includes(':') ? 6 : 4;
  const value = version === 6 ? parseV6(text) : parseV4(text);
  return value === undefined ? undefined : { version, value };
}

function parseV4(text: string): bigint | undefined {
  const octets = text.split('.').map((octet) => parseDecimal(octet, 255));
  if (octets.length !== 4) return undefined;
  let value = 0n;
  for (const octet of octets) {
    if (octet === undefined) return undefined;
    value = value * 256n + BigInt(octet);
  }
  return value;
}

/** Leading zeros are refused: some programs read `010` as eight. */
function parseDecimal(text: string, most: number): number | undefined {
  if (!/^(0|[1-9][0-9]{0,2})$/.test(text)) return undefined;
  const value = Number(text);
  return value <= most ? value : undefined;
}

function parseV6(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const head = parseGroups(halves[0] ?? '', halves.length === 1);
  const tail = halves.length === 2 ? parseGroups(halves[1] ?? '', true) : [];
  if (head === undefined || tail === undefined) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...new Array<bigint>(missing).fill(0n), ...tail];
  return groups.reduce((value, group) => value * 65536n + group, 0n);
}

/** Groups of 16 bits; at the address's end the last two may be written as an IPv4 address. */
function parseGroups(text: string, isEnd: boolean): bigint[] | undefined {
  if (text === '') return [];
  const groups: bigint[] = [];
  const written = text.split(':');
  for (const [index, group] of written.entries()) {
    const v4 = isEnd && index === written.length - 1 && group.includes('.') ? parseV4(group) : undefined;
    if (v4 !== undefined) groups.push(v4 / 65536n, v4 % 65536n);
    else if (/^[0-9a-f]{1,4}$/i.test(group)) groups.push(BigInt(`0x${group}`));
    else return undefined;
  }
  return groups;
}

function formatV4(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 255n)).join('.');
}

/** RFC 5952: lower case, no leading zeros, the first longest run of two or more zero groups as `::`. */
function formatV6(value: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) => ((value >> BigInt(112 - 16 * index)) & 65535n).toString(16));
  let best = { start: 0, length: 1 };
  for (let start = 0; start < 8; start++) {
    let length = 0;
    while (groups[start + length] === '0') length++;
    if (length > best.length) best = { start, length };
  }
  if (best.length < 2) return groups.join(':');
  return `${groups.slice(0, best.start).join(':')}::${groups.slice(best.start + best.length).join(':')}`;
}
