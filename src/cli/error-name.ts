/** How a failure of the program itself is named. Its message may hold input or keys, so it is not shown. */
export function errorName(error: unknown): string {
  const { name, code } = error as NodeJS.ErrnoException;
  return [name, code].filter(Boolean).join(' ') || typeof error;
}
