/** A platform's rule worked out on a short input, with a command of other tools that gives the same. */
import { aesEncrypt } from '../crypto/aes.ts';
import type { Platform } from '../platforms/platform.ts';
import { WORKED_INPUTS, type WorkedInput } from '../platforms/worked-examples.ts';
import { readBody } from '../request/fields.ts';
import { bodyOnly } from '../request/request.ts';
import { canonicalString, orderFields, selectFields } from '../rules/canonical.ts';
import { signString } from '../rules/digest.ts';
import { fillTemplate, parseTemplate, showCanonical } from '../rules/template.ts';

export interface WorkedStep {
  readonly step: 'given' | 'secret' | 'key' | 'iv' | 'order' | 'string' | 'result' | 'shell' | 'cbk';
  readonly text: string;
}

/** The steps, empty for a platform without an example. */
export function workedExample(platform: Platform): WorkedStep[] {
  const input = WORKED_INPUTS[platform.id];
  return input ? STEPS[input.kind](input as never, platform) : [];
}

type Input<K extends WorkedInput['kind']> = Extract<WorkedInput, { kind: K }>;

const STEPS: {
  readonly [K in WorkedInput['kind']]: (input: Input<K>, platform: Platform) => WorkedStep[];
} = {
  sign({ fields, secret }, { id, checks, body }) {
    const check = checks.find((c) => c.kind === 'sign');
    const rule = check?.rules[0];
    if (!check || !rule) return [];
    const canonical = canonicalString(rule, fields, secret);
    const sign = signString(rule, canonical, secret);
    const pairs = fields.map(({ name, value }): [string, string] => [name, value ?? '']);
    const given =
      body === 'form'
        ? new URLSearchParams(pairs).toString()
        : `{${pairs.map(([name, value]) => `${JSON.stringify(name)}:${jsonValue(value)}`).join(',')}}`;
    return [
      { step: 'given', text: given },
      { step: 'secret', text: secret },
      {
        step: 'order',
        text: orderFields(rule, selectFields(rule, fields))
          .map(({ name }) => name)
          .join(' '),
      },
      { step: 'string', text: canonical },
      { step: 'result', text: sign },
      { step: 'shell', text: `printf '%s' ${quote(canonical)} | ${rule.digest}sum` },
      { step: 'cbk', text: `cbk sign ${quote(given)} -p ${id} --${check.secret} ${secret}` },
    ];
  },
  cipher({ plaintext, key, iv }, { id, checks }) {
    const check = checks.find((c) => c.kind === 'cipher');
    if (!check) return [];
    const { mode, padding } = check.rule;
    const keyBytes = Buffer.from(key, 'utf8');
    const ivBytes = Buffer.from(iv, 'utf8');
    const blob = aesEncrypt(mode, padding, keyBytes, ivBytes, Buffer.from(plaintext, 'utf8')).toString(
      'base64',
    );
    const name = `aes-${keyBytes.length * 8}-${mode}`;
    const hex = (bytes: Buffer) => bytes.toString('hex');
    return [
      { step: 'given', text: plaintext },
      { step: 'key', text: `${key} → ${hex(keyBytes)}` },
      { step: 'iv', text: `${iv} → ${hex(ivBytes)}` },
      { step: 'result', text: blob },
      {
        step: 'shell',
        text: `printf '%s' ${quote(plaintext)} | openssl enc -${name} -K ${hex(keyBytes)} -iv ${hex(ivBytes)} -a -A`,
      },
      { step: 'cbk', text: `cbk decrypt ${quote(blob)} -p ${id} --${check.key} ${key} --${check.iv} ${iv}` },
    ];
  },
  signature({ values, body }, { checks }) {
    const check = checks.find((c) => c.kind === 'signature');
    const rule = check?.rules[0];
    if (!check || !rule) return [];
    const request = bodyOnly(body, 'application/json');
    const params = readBody(request).fields;
    const bytes = fillTemplate(parseTemplate(rule.canonical), { texts: values, body: request.body, params });
    const signed = bytes ? showCanonical(bytes) : '';
    return [
      {
        step: 'given',
        text: [...Object.entries(values).map(([n, v]) => `${n} ${v}`), `body ${body}`].join(', '),
      },
      { step: 'string', text: signed },
      {
        step: 'shell',
        text: `printf '%s' ${quote(signed)} | openssl dgst -${rule.digests[0] ?? 'sha256'} -sign KEY.pem | base64 -w0`,
      },
    ];
  },
};

const jsonValue = (value: string) => (/^\d+$/.test(value) ? value : JSON.stringify(value));

/** As a word of a POSIX shell. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
