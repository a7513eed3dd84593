/** A line of Docker's json-file log driver, which wraps each line that a container prints. */
import { fromText, type Look, type Piece, RANK, wrappedIn } from './recogniser.ts';
import { isRecord, parseJsonPrefix, text } from './record.ts';

/** The printed line, when the object is exactly what Docker writes. */
export function dockerLog(piece: Piece, look: Look) {
  if (piece.loose) return undefined;
  const value = parseJsonPrefix(piece, ['"log"', '"stream"', '"time"'])?.value;
  if (
    !isRecord(value) ||
    !Object.keys(value).every((key) => ['log', 'stream', 'time', 'attrs'].includes(key))
  )
    return undefined;
  const line = text(value['log'])?.replace(/\n$/, '');
  if (line === undefined || !/^std(?:out|err)$/.test(text(value['stream']) ?? '')) return undefined;
  const inner = look({ ...piece, text: fromText(line), inside: true, prefixed: true });
  return inner && inner.rank > RANK.partial ? wrappedIn([{ code: 'docker-log' }], inner) : undefined;
}
