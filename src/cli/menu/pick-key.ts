/** A key that is missing: picked from another profile, or typed. */
import { keyLook } from '../../config/fingerprint.ts';
import { keyAddress } from '../../config/profiles.ts';
import type { KeySlot } from '../../platforms/platform.ts';
import { safeLine } from '../../render/safe.ts';
import type { Call } from '../command.ts';
import { askSecret } from '../prompt.ts';
import { readSettings } from '../settings.ts';
import { choose } from './ask.ts';

/**
 * The key, undefined when the user goes on without it.
 * @throws Interrupted after Ctrl-C.
 */
export async function pickKey(call: Call, slot: KeySlot): Promise<string | undefined> {
  const { io, catalogue, options } = call;
  const { menu } = catalogue.dialogue;
  const what = slot.what[catalogue.language];
  const { profiles } = readSettings(options, io.env, true);
  const address = keyAddress(slot.platform, slot.name);
  const stored = [...profiles.byName].flatMap(([name, keys]) => {
    const value = keys.get(address);
    return value === undefined ? [] : [{ name, value }];
  });
  if (stored.length === 0) return askSecret(catalogue.words.keyPrompt(what, slot.name), io);
  const answer = await choose<{ value?: string } | 'type'>(
    io,
    menu.pickKey(`${what} (--${slot.name})`),
    [
      ...stored.map(({ name, value }) => ({
        name: `${safeLine(name)} · ${keyLook(value).fingerprint}`,
        value: { value },
      })),
      { name: menu.typeKey, value: 'type' as const },
      { name: menu.skipKey, value: {} },
    ],
    menu.hint,
  );
  if (answer === 'type') return askSecret(catalogue.words.keyPrompt(what, slot.name), io);
  return answer?.value;
}
