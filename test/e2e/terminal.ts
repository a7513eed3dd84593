/** A real terminal for tests: a shell in tmux, in an empty folder, with `cbk` on its path. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';

export interface TerminalOptions {
  readonly columns?: number;
  readonly rows?: number;
  /** Added to the shell's environment, which holds no more than it needs. */
  readonly env?: Readonly<Record<string, string>>;
}

const PATIENCE_MS = 15_000;
const EVERY_MS = 40;

export class Terminal {
  /**
   * The folder in which the shell works. It goes with the temporary folder of the tests: a shell that is being ended
   * may still write its history, and a removal at the same time fails.
   */
  readonly folder: string;
  readonly #socket: string;

  constructor({ columns = 80, rows = 24, env = {} }: TerminalOptions = {}) {
    this.folder = mkdtempSync(join(tmpdir(), 'cbk-terminal-'));
    this.#socket = join(this.folder, '.tmux');
    const bin = join(this.folder, '.bin');
    mkdirSync(bin);
    const cbk = join(bin, 'cbk');
    writeFileSync(cbk, `#!/bin/sh\nexec '${process.execPath}' '${resolve('bin/cbk.js')}' "$@"\n`);
    chmodSync(cbk, 0o755);
    const shellEnv = {
      PATH: `${bin}:/usr/local/bin:/usr/bin:/bin`,
      HOME: this.folder,
      LANG: 'C.UTF-8',
      PS1: '$ ',
      ...env,
    };
    const pairs = Object.entries(shellEnv).map(([name, value]) => `${name}=${value}`);
    this.#tmux(
      ...['-f', '/dev/null', '-u', 'new-session', '-d', '-x', String(columns), '-y', String(rows)],
      ...['-c', this.folder, 'env', '-i', 'TERM=screen-256color', ...pairs, 'sh'],
    );
    this.#tmux('set', '-g', 'history-limit', '10000');
    this.#tmux('set', '-s', 'escape-time', '0');
  }

  /** Types keys as tmux names them: `Enter`, `Escape`, `C-c`, `Down`; anything else letter by letter. */
  keys(...keys: string[]): void {
    this.#tmux('send-keys', ...keys);
  }

  /** Types a line and presses Enter. */
  type(line: string): void {
    this.#tmux('send-keys', '-l', line);
    this.keys('Enter');
  }

  /** Pastes text as a terminal does: with brackets around it where the program asked for them. */
  paste(text: string, brackets = true): void {
    const file = join(this.folder, '.paste');
    writeFileSync(file, text);
    this.#tmux('load-buffer', file);
    this.#tmux('paste-buffer', ...(brackets ? ['-p'] : []), '-d');
  }

  /** What is to be seen, and with `history` what has scrolled away. */
  screen({ history = false, colour = false } = {}): string {
    return this.#tmux('capture-pane', '-p', ...(history ? ['-S', '-', '-J'] : []), ...(colour ? ['-e'] : []));
  }

  /** Waits until something is to be seen; gives the screen. */
  async sees(what: string | RegExp, options?: { history?: boolean }): Promise<string> {
    const end = Date.now() + PATIENCE_MS;
    for (;;) {
      const screen = this.screen(options);
      if (typeof what === 'string' ? screen.includes(what) : what.test(screen)) return screen;
      if (Date.now() > end) throw new Error(`never saw ${what} in:\n${screen}`);
      await setTimeout(EVERY_MS);
    }
  }

  /** Waits until the shell's prompt is back, and gives the exit status of what ran. */
  async status(): Promise<number> {
    // What is typed while a program still reads the terminal is lost.
    await this.sees(/(?:^|\n)\$\s*$/);
    const mark = `s${Math.random().toString(36).slice(2, 8)}`;
    this.type(`echo ${mark}=$?`);
    const screen = await this.sees(new RegExp(`${mark}=\\d+`));
    return Number(new RegExp(`${mark}=(\\d+)`).exec(screen)?.[1]);
  }

  /** The settings of the terminal line, as stty prints them. */
  settings(): string {
    const tty = this.#tmux('display-message', '-p', '#{pane_tty}').trim();
    return execFileSync('stty', ['-a', '-F', tty], { encoding: 'utf8' });
  }

  /** Whether the program has asked for bracketed paste, and whether the cursor shows. */
  modes(): { cursor: boolean } {
    return { cursor: this.#tmux('display-message', '-p', '#{cursor_flag}').trim() === '1' };
  }

  /** Lets programs set the clipboard with OSC 52, as most terminals do. */
  setClipboard(): void {
    this.#tmux('set', '-s', 'set-clipboard', 'on');
  }

  /** The newest paste buffer of tmux. */
  buffer(): string {
    return this.#tmux('show-buffer');
  }

  [Symbol.dispose](): void {
    spawnSync('tmux', ['-S', this.#socket, 'kill-server']);
  }

  #tmux(...args: string[]): string {
    return execFileSync('tmux', ['-S', this.#socket, ...args], { encoding: 'utf8' });
  }
}
