import type { Expected } from '../../schema/problem.ts';

const one = (values: readonly unknown[]) => values.map((v) => JSON.stringify(v)).join('、');

/** What a schema asks for, in words that stand after the pointer of the value. */
export function expected(e: Expected): string {
  switch (e.kind) {
    case 'type':
      return `应为 ${e.types.join(' 或 ')}`;
    case 'required':
      return '必填，但缺失';
    case 'required-one-of':
      return `${e.names.join('、')} 必须有其一`;
    case 'dependent-required':
      return `有 ${e.because} 时必填`;
    case 'enum':
      return e.values.length === 1 ? `应为 ${one(e.values)}` : `应为 ${one(e.values)} 之一`;
    case 'format':
      return `应为 ${e.format} 格式`;
    case 'pattern':
      return `应匹配 ${e.pattern}`;
    case 'minimum':
      return `应不小于 ${e.limit}`;
    case 'maximum':
      return `应不大于 ${e.limit}`;
    case 'above':
      return `应大于 ${e.limit}`;
    case 'below':
      return `应小于 ${e.limit}`;
    case 'multiple-of':
      return `应为 ${e.limit} 的倍数`;
    case 'min-length':
      return `至少 ${e.limit} 个字符`;
    case 'max-length':
      return `最多 ${e.limit} 个字符`;
    case 'min-items':
      return `至少 ${e.limit} 项`;
    case 'max-items':
      return `最多 ${e.limit} 项`;
    case 'min-properties':
      return `至少 ${e.limit} 个属性`;
    case 'max-properties':
      return `最多 ${e.limit} 个属性`;
    case 'unique':
      return `第 ${e.indexes.map((i) => i + 1).join('、')} 项相同，不允许重复`;
    case 'contains':
      return `应有${e.max === undefined ? `至少 ${e.min}` : ` ${e.min} 到 ${e.max}`} 项符合`;
    case 'unknown-property':
      return '此处不允许该字段';
    case 'property-name':
      return `字段名 ${e.name} 不允许：${expected(e.rule)}`;
    case 'one-match':
      return `同时符合第 ${e.matches.map((i) => i + 1).join('、')} 种，只能符合一种`;
    case 'nothing':
      return '此处不允许有值';
    case 'other':
      return `不符合 ${e.keyword} ${JSON.stringify(e.params)}`;
  }
}
