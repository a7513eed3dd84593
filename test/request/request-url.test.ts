import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forwardUrl } from '../../src/receiver/forward.ts';
import { targetOf } from '../../src/request/request-url.ts';

describe('the target of a request', () => {
  it.each([
    ['/notify?x=1', '/notify', '?x=1'],
    ['/', '/', ''],
    ['//', '//', ''],
    ['//evil.example/notify', '//evil.example/notify', ''],
    ['///', '///', ''],
    ['http://host.example/notify?x=1', '/notify', '?x=1'],
    ['http://', '/http://', ''],
    ['*', '/*', ''],
    ['host:443', '/host:443', ''],
    ['', '/', ''],
  ])('%j is path %j and query %j', (target, pathname, search) => {
    expect(targetOf(target)).toMatchObject({ pathname, search });
  });

  it('is read whatever it is, and never leads to another host', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.webPath(), fc.webUrl(), fc.constantFrom('//', '//[', '/\\x', '@x')),
        (target) => {
          expect(() => targetOf(target)).not.toThrow();
          expect(forwardUrl(new URL('http://localhost:8080'), target).host).toBe('localhost:8080');
        },
      ),
    );
  });
});
