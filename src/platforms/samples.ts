/** The sample messages of a platform, loaded only by what plays one. */
import type { SampleMessage } from './sample.ts';

type Messages = Readonly<Record<string, SampleMessage>>;

const MESSAGES: Readonly<Record<string, () => Promise<{ readonly messages: Messages }>>> = {
  haomiao: () => import('./haomiao/messages.ts'),
  haitouhui: () => import('./haitouhui/messages.ts'),
  yunzhimeng: () => import('./yunzhimeng/messages.ts'),
  lianyou: () => import('./lianyou/messages.ts'),
};

/** The samples of a platform by name (type number, event code); none for a platform that is not built in. */
export async function samplesOf(platform: string): Promise<Messages> {
  return (await MESSAGES[platform]?.())?.messages ?? {};
}
