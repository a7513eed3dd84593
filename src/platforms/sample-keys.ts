/** Keys that stand in the platforms' published documentation. Everybody has them: a callback must not rely on one. */

export interface SampleKey {
  readonly platform: string;
  readonly slot: string;
  readonly value: string;
}

export const SAMPLE_KEYS: readonly SampleKey[] = [
  { platform: 'haomiao', slot: 'key', value: '2fdc826ed2d966e2f3fca09516446f75' },
  { platform: 'haomiao', slot: 'iv', value: 'xdm2fl24e0m3yo9c' },
];
