/** The examples of `--help`: the same in every language, and run by the tests in the folder of the repository. */
import type { CommandName } from '../cli/command-names.ts';

const YUNZHIMENG_KEYS =
  '--ivs-public-key @examples/keys/ivs_public_key.pem --sign-secret-key @examples/keys/sign_secret_key.pem';

export const EXAMPLES: Readonly<Record<CommandName, readonly string[]>> = {
  inspect: [
    'cbk inspect -f examples/haitouhui-good.txt --secret @examples/keys/haitouhui.secret',
    'tail -1 examples/haomiao-bad.log | cbk inspect --key @examples/keys/haomiao.key --iv @examples/keys/haomiao.iv',
    'cbk inspect -f examples/lianyou-bad.sh --key 9f8e7d6c5b4a39281706f5e4d3c2b1a0 --json',
  ],
  decrypt: [
    'cbk decrypt -f examples/haomiao-good.http --key @examples/keys/haomiao.key --iv @examples/keys/haomiao.iv',
    'cbk decrypt 0rgc/vohjl+jmOK8EhjkR+uiA5O8KHHKVgCnUwvHK5krSnD7CpTt108JmZ4bgs5R --key 3e9a51c07bd84f26a1f0c85d92e47b63 --iv k7w2pz40qmx9t1vb',
  ],
  sign: [
    "cbk sign 'app_id=10001&data={}&timestamp=2026-11-21 10:00:00&version=1.0' -p haitouhui --secret helloworld",
    'cbk sign -f examples/lianyou-good.json --key @examples/keys/lianyou.key',
  ],
  verify: [
    `cbk verify -f examples/yunzhimeng-good.http ${YUNZHIMENG_KEYS}`,
    'cbk verify -f examples/lianyou-bad.sh --key @examples/keys/lianyou.key',
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
