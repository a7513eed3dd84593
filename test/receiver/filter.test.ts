import { describe, expect, it } from 'vitest';
import type { Delivery } from '../../src/receiver/delivery.ts';
import { FilterError, parseFilter } from '../../src/receiver/filter.ts';
import { readBody } from '../../src/request/fields.ts';

const request = {
  method: 'POST',
  url: '/notify/a?x=1',
  headers: [],
  body: Buffer.from('{"order_no":"5","user":{"name":"张三"},"n":9007199254740993}'),
  receivedAt: '',
};
const delivery: Delivery = {
  id: 'i',
  kind: 'callback',
  request,
  remote: '::1',
  platform: 'haomiao',
  verdict: 'invalid',
};
const passes = (text: string) => parseFilter(text)(delivery, readBody(request));

describe('a filter', () => {
  it.each([
    ['platform=haomiao', true],
    ['platform=lianyou', false],
    ['platform!=lianyou', true],
    ['verdict=invalid path~notify', true],
    ['verdict=invalid, path=/x', false],
    ['path=/notify*', true],
    ['path!~notify', false],
    ['order_no=5', true],
    ['body.order_no=5', true],
    ['user.name=张三', true],
    ['/user/name~张', true],
    ['n=9007199254740993', true],
    ['n=9007199254740992', false],
    ['absent=', true],
    ['', true],
  ])('%s: %s', (text, expected) => expect(passes(text)).toBe(expected));

  it('names what it cannot read', () => {
    expect(() => parseFilter('platform=x nonsense')).toThrow(FilterError);
  });
});
