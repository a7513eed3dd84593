export const EXAMPLES: readonly {
  readonly file: string;
  readonly keys: readonly string[];
  readonly status: number;
}[];
