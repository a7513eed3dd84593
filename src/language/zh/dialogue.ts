import type { Dialogue } from '../dialogue.ts';
import { keyProblem } from './findings.ts';

const USES = {
  'aes-key': '可作 AES 密钥',
  'aes-key-or-iv': '可作 AES 密钥或初始向量',
  none: '不能作 AES 密钥或向量',
};
const READINGS = { text: '按文本', hex: '按十六进制', base64: '按 base64' };

export const dialogue: Dialogue = {
  warnings: {
    'profiles-readable-by-others': (f) =>
      `别人能读到你的密钥：${f.path} 的权限是 ${f.mode}；请执行 chmod 600 ${f.path}`,
    'project-profile-missing': (f) =>
      `${f.path} 指定了配置 ${f.profile}，而你还没有：请用 cbk profile set … --profile ${f.profile} 保存密钥`,
  },
  profiles: {
    inUse: '（使用中）',
    none: '还没有保存任何密钥：可以从 cbk profile set haitouhui.secret 开始',
    noKeys: '没有密钥',
    characters: (count) => `${count} 个字符`,
    set: (address, profile, fingerprint) => `已保存 ${address} 到配置 ${profile}（指纹 ${fingerprint}）`,
    removedKey: (address, profile) => `已从配置 ${profile} 删除 ${address}`,
    removedProfile: (profile, keys) => `已删除配置 ${profile}，含 ${keys} 个密钥`,
    using: (profile) => `从现在起使用配置 ${profile}`,
    overruled: (by, profile) =>
      `${by === 'variable' ? '环境变量 CBK_PROFILE' : '.cbk.json'} 指定了 ${profile}，此处以它为准`,
    mistyped: {
      'white-space': '首尾有空白：是不是多复制了？',
      quotes: '带着引号，引号也一起保存了：对吗？',
      'not-a-key': '这不是此处需要的密钥：可用 cbk keys inspect 查看',
    },
    halves: { private: '私钥', public: '公钥' },
  },
  keys: {
    prompt: '请粘贴密钥（不显示）：',
    labels: {
      kind: '类型',
      size: '长度',
      curve: '曲线',
      container: '容器',
      encoding: '编码',
      fingerprint: '指纹',
      subject: '主题',
      validity: '有效期',
      length: '字符数',
      readings: '可能是',
      repairs: '已修复',
      matches: '相同于',
      sample: '示例',
      usable: '可以直接使用',
      problem: '这个密钥不能用',
    },
    families: {
      rsa: { private: 'RSA 私钥', public: 'RSA 公钥' },
      ec: { private: 'EC 私钥', public: 'EC 公钥' },
    },
    secret: '共享密钥（不是密钥对中的一个）',
    bits: (count) => `${count} 位${count < 2048 ? '（新密钥不应这么短）' : ''}`,
    containers: {
      pkcs1: 'PKCS#1',
      pkcs8: 'PKCS#8',
      spki: 'X.509（SubjectPublicKeyInfo）',
      sec1: 'SEC 1',
      certificate: 'X.509 证书',
      jwk: 'JWK',
    },
    encodings: {
      pem: 'PEM',
      'pem-one-line': '写成一行的 PEM',
      base64: 'base64，没有 BEGIN 和 END',
      base64url: 'base64url，没有 BEGIN 和 END',
      hex: '十六进制',
      jwk: 'JSON',
    },
    repairs: {
      'invisible-characters': '含有看不见的字符（聊天软件常会加入）：请去掉',
      escapes: '含有反斜杠转义（\\u003d、\\/）：是从 JSON 或源码里复制的',
      'literal-newlines': '该换行的地方是反斜杠和 n：请换成真正的换行',
      'percent-encoded': '被 URL 编码过：请解码一次',
      'string-concatenation': '带着源码里的引号和加号（"…" + "…"）：请去掉',
      assignment: '前面有名称和等号或冒号：请去掉',
      quotes: '带着引号：请去掉',
      'white-space': '含有空格或空行：请去掉',
      'one-line': 'BEGIN、密钥、END 写在一行：许多程序要求换行',
      'wrong-label': 'BEGIN 写的类型与实际不符：Java 和 OpenSSL 会拒绝',
      'no-label': 'BEGIN 后面缺少密钥类型',
      'half-label': '缺少 BEGIN 或 END 行',
      dashes: 'BEGIN 和 END 两侧必须正好是五个连字符',
      'surrounding-text': '密钥前后有别的文字：请删掉',
      'missing-padding': '末尾的 = 缺少或有误：base64 的字符数应是 4 的倍数',
      'url-safe-alphabet': '用了 - 和 _，PEM 里应是 + 和 /',
      'plus-as-space': '该是 + 的地方成了空格：经过了表单或 URL',
      'base64-twice': '做了两次 base64：请先解码一次',
      'trailing-bytes': '密钥后面还有多余的字节：请截掉',
    },
    howToRepair: 'cbk 照样能读；要给别的程序用，可写成规范文件：cbk keys inspect … --out 文件',
    problem: keyProblem,
    matches: (address, profile, same) =>
      same === 'same' ? `与配置 ${profile} 的 ${address} 相同` : `与配置 ${profile} 的 ${address} 是一对`,
    noMatch: '任何配置里都没有它',
    sample: (platform) => `这是 ${platform} 文档里的示例密钥：请向平台索取自己的`,
    reading: (reading, bytes, use) => `${READINGS[reading]}：${bytes} 字节，${USES[use]}`,
    edges: {
      'white-space': '首尾有空白：多数程序会把它当作密钥的一部分',
      quotes: '带着引号：多数程序会把它当作密钥的一部分',
      invisible: '含有看不见的字符：多数程序会把它当作密钥的一部分',
    },
    expired: '证书已过期',
    repairedTo: (path) => `已写成规范文件 ${path}`,
    generating: (what) => `正在生成密钥对（${what}）…`,
    wrote: (path, what) => (what === 'private' ? `私钥：${path}（权限 600，自己保管）` : `公钥：${path}`),
    stored: (address, profile) => `私钥：已作为 ${address} 存入配置 ${profile}`,
    handIn: (platform) => `请把上面的公钥交给${platform}；私钥用来解密收到的内容`,
  },
};
