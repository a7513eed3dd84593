import type { ProblemCode, ProblemFacts } from '../../findings/problem.ts';

const meant = (word: string | undefined) => (word === undefined ? '' : `（是不是 ${word}？）`);
const list = (words: readonly string[]) => words.join('、');

export const problems: { readonly [C in ProblemCode]: (facts: ProblemFacts[C]) => string } = {
  'no-input': () => '没有输入：请把回调作为参数给出，或用 --file、--clipboard，或通过管道传入',
  'input-empty': () => '输入是空的：复制对了吗？',
  'input-binary': (f) =>
    `输入是二进制（${f.bytes} 字节），不是回调：请给出请求文本、请求体，或 base64、十六进制密文`,
  'input-unrecognised': (f) =>
    `输入（${f.bytes} 字节）不是任何已知形式的回调：请给出 JSON 或表单请求体、原始 HTTP 请求、curl 命令、HAR，或 base64、十六进制密文`,
  'input-too-large': (f) => `输入太大：${f.bytes} 字节，最多 ${f.limit}：请只截取回调部分`,
  'input-twice': (f) => `同时给了 ${f.first} 和 ${f.second} 作为输入：请只给一个`,
  'input-is-key': () => '输入的是密钥，不是回调：密钥请用相应选项给出，例如 --ivs-public-key @文件',
  'input-choice': (f) => `输入里有 ${f.count} 个请求：请用 --entry N 选一个：${f.choices.join('；')}`,
  'entry-out-of-range': (f) => `--entry ${f.entry}：输入里有 ${f.count} 个请求，从 1 数起`,
  'file-unreadable': (f) => `读不了 ${f.path}：${f.reason}`,
  'clipboard-unavailable': (f) => `读不了剪贴板：${f.reason}`,
  'secret-file-unreadable': (f) => `--${f.option}：读不了 ${f.path}：${f.reason}`,
  'secret-variable-unset': (f) => `--${f.option}：环境变量 ${f.name} 没有设置`,
  'secret-empty': (f) => `--${f.option} 是空的`,
  'key-missing': (f) =>
    `缺少 ${f.platform} 的密钥：请给出 ${f.keys.map((k) => `--${k}`).join(' 和 ')}（直接写、@文件 或 env:变量名），或设置 ${list(f.variables)}`,
  'key-unusable': (f) => `--${f.key} 无法使用：${f.reason}`,
  'platform-unknown': (f) => `没有平台 ${f.platform}${meant(f.meant)}：可选 ${list(f.known)}`,
  'platform-undetected': (f) => `看不出是哪个平台：请用 --platform ${f.known.join('|')} 指定`,
  'platform-has-no': (f) => `${f.command} 不适用于 ${f.platform}：适用于 ${list(f.able)}`,
  'not-for-platform': (f) => `--${f.option} 不是 ${f.platform} 的选项`,
  'rule-unknown': (f) => `没有规则 ${f.rule}：请给文件，或 ${list(f.known)} 之一`,
  'rule-invalid': (f) => `${f.path} 里的规则无法使用：${f.reason}`,
  'canonical-invalid': (f) =>
    `--canonical 在「${f.found}」处读不懂：可用 ${f.known.map((k) => `{${k}}`).join('、')}`,
  'schema-unknown': (f) => `没有 schema ${f.schema}：请给文件，或 ${list(f.known)} 之一`,
  'schema-invalid': (f) => `schema ${f.path} 无法使用：${f.reason}${f.pointer ? `，位置 ${f.pointer}` : ''}`,
  'schema-undetected': (f) => `看不出用哪个 schema：请给 --schema 文件，或 ${list(f.known)} 之一`,
  'not-json': (f) => `这不是 JSON：第 ${f.line} 行第 ${f.column} 列：${f.reason}`,
  'nothing-to-decrypt': () => '这里没有像密文的内容：请给出密文，或含有密文的请求体',
  'nothing-to-sign': () => '没有可签名的参数：请给出表单请求体或 JSON 对象',
  'option-value': (f) => `${f.option} ${f.value}：${f.expected}`,
  'listen-failed': (f) =>
    f.reason === 'EADDRINUSE'
      ? `端口 ${f.port} 已被占用：请用 --port 换一个，或 --port 0 任选空闲端口`
      : `无法监听 ${f.host} 端口 ${f.port}：${f.reason}`,
  'tunnel-missing': (f) => `没有安装 ${f.program}：${f.install}`,
  'history-unusable': (f) => `${f.path} 里的历史记录无法使用：${f.reason}`,
  'delivery-unknown': (f) => `历史记录里没有 ${f.id}：用 cbk history 查看`,
  'message-unknown': (f) => `${f.platform} 没有消息 ${f.message}：可选 ${list(f.known)}`,
  'field-unknown': (f) => `这条消息没有字段 ${f.name}`,
  'tamper-impossible': (f) => `--tamper ${f.tamper} 对 ${f.platform} 没有意义：可用 ${list(f.able)}`,
  'argument-missing': (f) => `缺少 ${f.what}`,
  'profiles-invalid': (f) =>
    `保存的配置已损坏${f.at ? `，位置 ${f.at}` : '（不是 JSON）'}：请修好或删除 ${f.path}`,
  'profile-unknown': (f) =>
    f.known.length === 0
      ? `没有配置 ${f.profile}，也没有别的：请用 cbk profile set 保存密钥`
      : `没有配置 ${f.profile}${meant(f.meant)}：已有 ${list(f.known)}`,
  'profile-name': (f) => `${f.name} 不能作配置名：可用字母、汉字、数字、“.”“_”“-”，最多 64 个`,
  'key-address-unknown': (f) => `没有密钥 ${f.address}${meant(f.meant)}：可选 ${list(f.known)}`,
  'key-not-stored': (f) =>
    `配置 ${f.profile} 里没有 ${f.address}${f.stored.length > 0 ? `：已有 ${list(f.stored)}` : '，也没有别的密钥'}`,
  'project-file-invalid': (f) =>
    `${f.path} 无法使用${f.at ? `：${f.at}` : '：不是 JSON 对象'}；可含 ${list(f.known)}`,
  'project-file-secret': (f) =>
    `${f.path} 在 ${f.at} 处写了密钥：项目文件是共享的，请删去，改用 cbk profile set 保存`,
  'editor-failed': (f) => `编辑器 ${f.editor} 以 ${f.reason} 结束：请设置 VISUAL 或 EDITOR`,
  'clipboard-no-display': () => '这里没有图形界面（SSH？），没有剪贴板可读：请直接粘贴，或通过管道传入',
  'file-exists': (f) => `${f.path} 已经存在：没有改动它`,
  'file-unwritable': (f) => `写不了 ${f.path}：${f.reason}`,
  unexpected: (f) => `cbk 自身出错（${f.error}）：请连同命令一起反馈；设 CBK_DEBUG=1 可看到出错位置`,
};
