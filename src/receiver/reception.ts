/** What can be said of an arrival at once: which platform it is from and what it wants, which decides the answer. */
import { detectPlatform, PLATFORMS, valueAt } from '../platforms/index.ts';
import type { Platform } from '../platforms/platform.ts';
import { type Body, LateBody } from '../request/fields.ts';
import { accountQuery } from './answer/probe.ts';
import { newId, type Taken } from './delivery.ts';
import type { ExaminationOptions } from './options.ts';
import type { Arrival } from './server.ts';

export interface Received {
  readonly taken: Taken;
  readonly body: Body;
  readonly platform: Platform | undefined;
  /** When the request began, milliseconds since 1970. */
  readonly at: number;
}

/** Names the arrival, and recognises it. */
export function receive(arrival: Arrival, options: ExaminationOptions): Received {
  const { request, encoded, remote, client, at } = arrival;
  const body = new LateBody(request);
  const probe = (request.method === 'GET' || request.method === 'HEAD') && body.kind === 'empty';
  const platform = probe ? options.platform : platformOf(arrival, body, options);
  const kind = !probe ? 'callback' : accountQuery(request.url, options.platform) ? 'query' : 'probe';
  const event = platform?.event && valueAt(platform.event.at, request, body);
  const id = newId(request.receivedAt);
  const taken: Taken = { id, kind, request, encoded, remote, client, platform: platform?.id, event };
  return { taken, body, platform, at };
}

/** The platform that was named, that the path names, or that the request looks like. */
function platformOf({ request }: Arrival, body: Body, options: ExaminationOptions): Platform | undefined {
  const { platform, hints } = options;
  if (platform) return platform;
  const first = /^\/([\w-]+)/.exec(request.url)?.[1];
  const named = first !== undefined && PLATFORMS.some(({ id }) => id === first);
  const clues = named ? [...hints, { platform: first, weight: 4, reason: 'path' }] : hints;
  return detectPlatform(request, body, clues)[0]?.platform;
}
