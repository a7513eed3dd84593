/** The examples: file, keys, and the exit status that `cbk inspect` ends with. */

const haomiao = ['--key', '@examples/keys/haomiao.key', '--iv', '@examples/keys/haomiao.iv'];
const haitouhui = ['--secret', '@examples/keys/haitouhui.secret'];
const yunzhimeng = [
  ...['--ivs-public-key', '@examples/keys/ivs_public_key.pem'],
  ...['--sign-secret-key', '@examples/keys/sign_secret_key.pem'],
];
const lianyou = ['--key', '@examples/keys/lianyou.key'];

export const EXAMPLES = [
  { file: 'haomiao-good.http', keys: haomiao, status: 0 },
  { file: 'haomiao-bad.log', keys: haomiao, status: 1 },
  { file: 'haitouhui-good.txt', keys: haitouhui, status: 0 },
  { file: 'haitouhui-bad.http', keys: haitouhui, status: 1 },
  { file: 'yunzhimeng-good.http', keys: yunzhimeng, status: 0 },
  { file: 'yunzhimeng-bad.har', keys: yunzhimeng, status: 1 },
  { file: 'lianyou-good.json', keys: lianyou, status: 0 },
  { file: 'lianyou-bad.sh', keys: lianyou, status: 1 },
];
