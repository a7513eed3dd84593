/** Where the user's settings live, by the habits of the operating system. */
import { posix, win32 } from 'node:path';

/** What the place depends on. */
export interface Machine {
  /** As `process.platform`. */
  readonly system: string;
  /** The user's home folder. */
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * The settings folder: CBK_CONFIG_DIR where it is set; else `callback-kit` in XDG_CONFIG_HOME where that is set (on
 * every system, because who sets it means it), in %APPDATA% on Windows, in ~/Library/Application Support on macOS,
 * in ~/.config elsewhere. As the XDG specification asks, a relative XDG_CONFIG_HOME is ignored.
 */
export function configFolder({ system, home, env }: Machine): string {
  const { join, isAbsolute, resolve } = system === 'win32' ? win32 : posix;
  const own = env['CBK_CONFIG_DIR'];
  if (own) return resolve(own);
  return join(base(), 'callback-kit');

  function base(): string {
    const xdg = env['XDG_CONFIG_HOME'];
    if (xdg && isAbsolute(xdg)) return xdg;
    if (system === 'win32') return env['APPDATA'] || join(home, 'AppData', 'Roaming');
    if (system === 'darwin') return join(home, 'Library', 'Application Support');
    return join(home, '.config');
  }
}
