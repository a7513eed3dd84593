/** Colour, where it is wanted. */
import pc from 'picocolors';
import type { Severity, Verdict } from '../findings/finding.ts';

export type Style = ReturnType<typeof pc.createColors>;

/** The style for an output: with colour or plain. */
export function createStyle(colour: boolean): Style {
  return pc.createColors(colour);
}

/** The mark in front of a finding. Marks differ in shape as well as in colour. */
export function mark(style: Style, severity: Severity): string {
  switch (severity) {
    case 'ok':
      return style.green('✓');
    case 'info':
      return style.cyan('·');
    case 'warning':
      return style.yellow('!');
    case 'error':
      return style.red('✗');
  }
}

/** The verdict in its colour. */
export function paintVerdict(style: Style, verdict: Verdict, words: string): string {
  const paint = { valid: style.green, invalid: style.red, unknown: style.yellow }[verdict];
  return style.bold(paint(words));
}
