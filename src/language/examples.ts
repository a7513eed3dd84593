/** The examples of `--help`: the same in every language, and run by the tests. */
import type { CommandName } from '../cli/commands.ts';

export const EXAMPLES: Readonly<Record<CommandName, readonly string[]>> = {
  inspect: [
    'cbk inspect -f examples/haitouhui-good.http --secret helloworld',
    'cbk inspect -c --key @key.txt',
    'tail -1 app.log | cbk inspect --json',
  ],
  decrypt: [
    'cbk decrypt -f examples/haomiao-good.http --key 2fdc826ed2d966e2f3fca09516446f75 --iv xdm2fl24e0m3yo9c',
    'cbk decrypt LHgsTGbF+GdhOS4lQSn3pw== --key env:AES_KEY --iv env:AES_IV',
  ],
  sign: [
    "cbk sign 'app_id=10001&data={}&timestamp=2026-11-21 10:00:00&version=1.0' -p haitouhui --secret helloworld",
    'cbk sign -f examples/lianyou-good.json --key 9f8e7d6c5b4a39281706f5e4d3c2b1a0',
  ],
  verify: [
    'cbk verify -f examples/yunzhimeng-good.http --ivs-public-key @examples/keys/ivs_public_key.pem --sign-secret-key @examples/keys/sign_secret_key.pem',
    'cbk verify -f examples/lianyou-bad.json --key 9f8e7d6c5b4a39281706f5e4d3c2b1a0',
  ],
  validate: [
    'cbk validate -f examples/lianyou-good.json',
    `cbk validate '{"ret_code":"20000"}' --schema haitouhui/answer`,
  ],
  platforms: ['cbk platforms', 'cbk platforms haitouhui'],
  listen: [
    'cbk listen -p haitouhui --secret helloworld',
    'cbk listen --forward http://localhost:8080/notify --tunnel cloudflared',
    'cbk listen -p haomiao --seed-wallet 500 --fail-first 2 --json',
  ],
  history: ['cbk history --filter verdict=invalid', 'cbk history export last --curl'],
  replay: [
    'cbk replay last --to http://localhost:8080/notify',
    'cbk replay last --to http://localhost:8080 --times 3 --every 10s',
  ],
  send: [
    'cbk send -p haitouhui --to http://localhost:8080/notify --secret helloworld',
    'cbk send 1003 -p lianyou --to http://localhost:8080 --key 9f8e7d6c5b4a39281706f5e4d3c2b1a0 --tamper sign',
  ],
};
