/** Durations in words, coarse on purpose: the two largest units. */

/** Splits seconds into the two largest of days, hours, minutes and seconds that are not zero. */
export function largestUnits(seconds: number): { unit: 'd' | 'h' | 'min' | 's'; count: number }[] {
  const whole = Math.round(Math.abs(seconds));
  const all = [
    { unit: 'd', count: Math.floor(whole / 86400) },
    { unit: 'h', count: Math.floor(whole / 3600) % 24 },
    { unit: 'min', count: Math.floor(whole / 60) % 60 },
    { unit: 's', count: whole % 60 },
  ] as const;
  const first = all.findIndex(({ count }) => count > 0);
  return first < 0 ? [{ unit: 's', count: 0 }] : all.slice(first, first + 2).filter(({ count }) => count > 0);
}
