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
  'profile set': [
    'cbk profile set haitouhui.secret',
    'cbk profile set yunzhimeng.sign-secret-key @examples/keys/sign_secret_key.pem --profile test',
    'cbk profile set lianyou.key env:LIANYOU_KEY',
  ],
  'profile list': ['cbk profile list', 'cbk profile list --json'],
  'profile show': ['cbk profile show', 'cbk profile show test'],
  'profile remove': ['cbk profile remove haitouhui.secret', 'cbk profile remove test'],
  'profile use': ['cbk profile use test', 'cbk profile use production'],
  'profile path': ['cbk profile path', 'ls -l "$(cbk profile path)"'],
  'keys inspect': [
    'cbk keys inspect @examples/keys/ivs_public_key.pem',
    'cbk keys inspect 2fdc826ed2d966e2f3fca09516446f75',
    'cbk keys inspect -c --out repaired.pem',
  ],
  'keys generate': [
    'cbk keys generate yunzhimeng',
    'cbk keys generate yunzhimeng --type ec --curve P-256 --out keys',
    'cbk keys generate yunzhimeng --save --profile test',
  ],
  completion: [
    'source <(cbk completion bash)',
    'cbk completion zsh >> ~/.zshrc',
    'cbk completion fish > ~/.config/fish/completions/cbk.fish',
  ],
};
