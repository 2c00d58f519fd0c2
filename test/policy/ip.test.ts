import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cidrContains, cidrsOverlap, isPrivate, parseCidr } from '../../src/policy/ip.ts';

const cidr = (text: string) => parseCidr(text)!;

describe('parseCidr', () => {
  it.each([
    ['203.0.113.5', '203.0.113.5/32', false],
    ['203.0.113.0/24', '203.0.113.0/24', false],
    ['203.0.113.5/24', '203.0.113.0/24', true],
    ['0.0.0.0/0', '0.0.0.0/0', false],
    ['255.255.255.255/32', '255.255.255.255/32', false],
    ['::', '::/128', false],
    ['::/0', '::/0', false],
    ['2001:DB8:0:0:0:0:0:0/32', '2001:db8::/32', false],
    ['2001:db8::1/32', '2001:db8::/32', true],
    ['2001:0db8:1234:5678::/64', '2001:db8:1234:5678::/64', false],
    ['1:0:0:2:0:0:0:3', '1:0:0:2::3/128', false],
    ['1:0:2:3:4:5:6:7', '1:0:2:3:4:5:6:7/128', false],
    ['1::', '1::/128', false],
    ['::1', '::1/128', false],
    ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0/128', false],
    ['::ffff:192.0.2.1', '::ffff:c000:201/128', false],
  ])('%j is %j', (text, normal, hasHostBits) => {
    expect(parseCidr(text)).toMatchObject({ text: normal, hasHostBits });
  });

  it.each([
    '', ' ', '1.2.3', '1.2.3.4.5', '1.2.3.256', '01.2.3.4', '1.2.3.4/', '1.2.3.4/33', '1.2.3.4/08', '1.2.3.4/-1', '1.2.3.4/24/8',
    '1.2.3.4/255.0.0.0', ' 1.2.3.4', '1.2.3.x', '1.2.3.*', '*', ':', ':::', '1::2::3', '1:2:3:4:5:6:7', '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7:8::', 'g::', '12345::', '::/129', 'fe80::1%eth0', '1.2.3.4::', '::1.2.3.4:5', '::1.2.3', '${aws:SourceIp}',
    '0x1.2.3.4', '1e1.2.3.4', '１.2.3.4',
  ])('%j is no block', (text) => {
    expect(parseCidr(text)).toBeUndefined();
  }); // prettier-ignore

  it('survives long text', () => {
    expect(parseCidr(':'.repeat(1_000_000))).toBeUndefined();
    expect(parseCidr(`1.2.3.4/${'1'.repeat(1_000_000)}`)).toBeUndefined();
  });

  it('reads its own normal form, and any spelling of a version 6 address', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(0, 1, 0xabcd), { minLength: 8, maxLength: 8 }),
        fc.nat(128),
        (groups, prefix) => {
          const full = groups.map((group) => group.toString(16).toUpperCase().padStart(4, '0')).join(':');
          const block = cidr(`${full}/${prefix}`);
          expect(cidr(block.text)).toEqual({ ...block, hasHostBits: false });
          expect(cidrContains(block, cidr(full))).toBe(true);
        },
      ),
    );
  });
});

describe('containment', () => {
  it.each([
    ['10.0.0.0/8', '10.1.0.0/16', true, true],
    ['10.1.0.0/16', '10.0.0.0/8', false, true],
    ['10.0.0.0/8', '10.0.0.1', true, true],
    ['10.0.0.0/9', '10.128.0.0/9', false, false],
    ['0.0.0.0/0', '::/0', false, false],
    ['::/0', '0.0.0.0/0', false, false],
    ['::/0', '2001:db8::/32', true, true],
  ])('%s contains %s: %j; overlaps: %j', (a, b, contains, overlaps) => {
    expect(cidrContains(cidr(a), cidr(b))).toBe(contains);
    expect(cidrsOverlap(cidr(a), cidr(b))).toBe(overlaps);
  });
});

describe('isPrivate', () => {
  it.each([
    ['10.0.0.0/8', 'private'],
    ['172.16.0.0/12', 'private'],
    ['172.31.255.255', 'private'],
    ['172.32.0.0/16', 'public'],
    ['192.168.1.0/24', 'private'],
    ['192.169.0.0/16', 'public'],
    ['100.64.0.0/10', 'public'],
    ['127.0.0.1', 'public'],
    ['10.0.0.0/7', 'mixed'],
    ['0.0.0.0/0', 'mixed'],
    ['fd00::/8', 'private'],
    ['fc00::/6', 'mixed'],
    ['fe80::/10', 'public'],
    ['2001:db8::/32', 'public'],
  ])('%s is %s', (text, expected) => {
    expect(isPrivate(cidr(text))).toBe(expected);
  });
});
