/** `cbk platforms`: the facts of a platform at hand. */
import { PLATFORMS, platformById } from '../../platforms/index.ts';
import { platformList, platformText } from '../../render/platform.ts';
import type { Call } from '../command.ts';
import { unknownPlatform } from '../nearest.ts';
import { pageOf, writeResult } from '../output.ts';

export async function run(call: Call): Promise<number> {
  const { input, options } = call;
  const platform = input === undefined ? undefined : platformById(input);
  if (input !== undefined && !platform) throw unknownPlatform(input);
  if (options.json) await writeResult(call, `${JSON.stringify(platform ?? PLATFORMS)}\n`);
  else
    await writeResult(
      call,
      platform ? platformText(platform, pageOf(call)) : platformList(PLATFORMS, pageOf(call)),
    );
  return 0;
}
