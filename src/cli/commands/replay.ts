import type { Call } from '../command.ts';
export async function run(_call: Call): Promise<number> {
  return 2;
}
