/** What a platform is, as data. The checks interpret it; no other room knows a platform by name. */
import type { Bilingual } from '../language/text.ts';
import type { CipherRule } from '../rules/cipher-rule.ts';
import type { SignRule } from '../rules/sign-rule.ts';
import type { SignatureRule } from '../rules/signature-rule.ts';

export interface Platform {
  /** The word that --platform takes. */
  readonly id: string;
  readonly name: Bilingual;
  readonly summary: Bilingual;
  readonly body: 'json' | 'form';
  /** Signs by which a request of this platform is recognised. */
  readonly clues: readonly Clue[];
  readonly checks: readonly Check[];
  readonly schemas: Readonly<Record<string, Schema>>;
  /** Which schema a request's body must satisfy. */
  readonly bodySchema: SchemaChoice;
  /** The kind of message (event code, type number), for the headline of a report. */
  readonly event?: EventNames;
  /** Keys that the platform's documentation prints, by slot: whoever still has one in use is to be told. */
  readonly sampleKeys?: Readonly<Record<string, readonly string[]>>;
  readonly answer: Answer;
  readonly retry: RetryPlan;
  /** A value that no other delivery has, where the platform's documentation has one against replay. */
  readonly nonce?: Source;
  /** What makes two deliveries the same message, whatever their time stamps and signatures. */
  readonly identity: readonly (Source | 'body')[];
  /** A balance that the receiver keeps and answers with. */
  readonly account?: Account;
  readonly facts: readonly Fact[];
}

/** A sign that a request is of this platform; the one with the highest sum of weights wins. */
export interface Clue {
  readonly weight: number;
  readonly in: Source;
  /** The value must look so; without it, being there is enough. */
  readonly pattern?: string;
}

/** Where in a request a value stands. */
export type Source = { readonly header: string; readonly prefix?: string } | { readonly field: string };

export type Check =
  | SignCheck
  | CipherCheck
  | SignatureCheck
  | SecretFieldsCheck
  | FreshnessCheck
  | HeadersCheck;

/** A keyed digest in a field of the body. */
export interface SignCheck {
  readonly kind: 'sign';
  readonly field: string;
  readonly secret: string;
  /** The first is the default. */
  readonly rules: readonly SignRule[];
  /** False when the platform does not publish its rule. */
  readonly confirmed: boolean;
}

/** Ciphertexts that a shared key opens. */
export interface CipherCheck {
  readonly kind: 'cipher';
  readonly rule: CipherRule;
  readonly key: string;
  readonly iv: string;
  /** Where the ciphertexts stand, the main one first, and the schema of each plaintext. */
  readonly blobs: readonly { readonly at: Source; readonly schema: string }[];
  /** Values that stand in the open too: a member of a blob's plaintext, and the field that must be equal to it. */
  readonly repeated?: readonly { readonly blob: Source; readonly member: string; readonly field: string }[];
}

/** A signature with the platform's private key. */
export interface SignatureCheck {
  readonly kind: 'signature';
  readonly at: Source;
  readonly publicKey: string;
  /** The slot of the private key that signs, for playing the platform. */
  readonly signingKey?: string;
  /** The values that a template may name. */
  readonly sources: Readonly<Record<string, Source>>;
  /** Which of the sources `{params}` adds to the fields of the body. */
  readonly params: readonly string[];
  /** Candidates, likeliest first. */
  readonly rules: readonly SignatureRule[];
  readonly confirmed: boolean;
}

/** Values anywhere in the JSON body, encrypted with the receiver's public key. */
export interface SecretFieldsCheck {
  readonly kind: 'secret-fields';
  readonly privateKey: string;
  /** Names under which the platform is known to encrypt; any other value that fits the key is tried too. */
  readonly names: readonly string[];
}

export interface FreshnessCheck {
  readonly kind: 'freshness';
  readonly at: Source;
  /** `number`: seconds, milliseconds or nanoseconds, told apart by size. `local`: yyyy-MM-dd HH:mm:ss in UTC+8. */
  readonly format: 'number' | 'local';
  /** The documented unit of a number. */
  readonly unit?: 'seconds' | 'milliseconds';
  readonly windowSeconds: number;
}

/** Headers that a request must carry. */
export interface HeadersCheck {
  readonly kind: 'headers';
  readonly schema: string;
  readonly names: readonly string[];
}

/** JSON Schema, 2020-12 unless `$schema` says otherwise. */
export type Schema = Readonly<Record<string, unknown>>;

/** One schema for all, or one by the value of a field or header. */
export type SchemaChoice =
  | { readonly always: string }
  | { readonly by: Source; readonly cases: Readonly<Record<string, string>>; readonly otherwise?: string };

export interface EventNames {
  readonly at: Source;
  readonly names: Readonly<Record<string, Bilingual>>;
}

/** The answer that the platform expects. */
export interface Answer {
  readonly schema: string;
  readonly success: AnswerTemplate;
  readonly failure: AnswerTemplate;
  readonly codes: readonly { readonly value: string; readonly meaning: Bilingual }[];
  /** The code in `{code}` of `failure`, by what the failure is to bring about. */
  readonly failureCodes?: Readonly<Record<FailureKind, string>>;
  /** The field of the answer that decides, and the value that stops the retries; without it the status decides. */
  readonly accepts?: { readonly field: string; readonly value: string };
  /** Values of that field which end the retries too, as a failure. */
  readonly final?: readonly string[];
  readonly withinSeconds?: number;
}

/** A failure for good, one that asks for another attempt, and the refusal of a message that is not genuine. */
export type FailureKind = 'fail' | 'retry' | 'reject';

/** A balance by user, changed by what the messages say. */
export interface Account {
  /** Whose balance a message changes. */
  readonly owner: Source;
  /** The plaintext that says by how much: a JSON pointer or a header, as plaintexts are named. */
  readonly at: string;
  readonly minus: string;
  readonly plus: string;
  /** The name that answers use for the balance, `{wallet}`. */
  readonly value: string;
  /** The parameter of a GET that asks for the balance. */
  readonly query: string;
}

export interface AnswerTemplate {
  readonly status: number;
  readonly contentType: string;
  /** `{name}` stands for a value of the request. */
  readonly body: string;
}

export interface RetryPlan {
  /** Seconds from each attempt to the next, in order; empty where the platform does not say. */
  readonly gaps: readonly number[];
  /** How many attempts there are at most, where the gaps do not tell. */
  readonly attempts?: number;
  /** After the listed gaps: this gap again until `forSeconds` after the first attempt. */
  readonly onwards?: {
    readonly gap: number;
    readonly forSeconds: number;
    /** The gap is the longest there is; attempts may come sooner. */
    readonly atMost?: boolean;
  };
  readonly note: Bilingual;
}

/** A fact about the platform that a developer looks up, with how sure it is. */
export interface Fact {
  readonly text: Bilingual;
  readonly sure: 'documented' | 'guide' | 'inferred';
}

/** A key that a platform needs: how options, variables and profiles name it. */
export interface KeySlot {
  readonly platform: string;
  /** Name in checks and profiles, e.g. `ivs-public-key`. The option is `--` plus this. */
  readonly name: string;
  readonly what: Bilingual;
  /** Where the key is one half of a pair; else it is a text that both sides know. */
  readonly half?: 'public' | 'private';
}
