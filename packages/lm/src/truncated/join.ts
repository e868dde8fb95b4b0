import { RelentError } from "@relent/core";
import type { RecordedDocument, TopRecording } from "../recording.ts";

/** The same document in two recordings. */
export interface JoinedDocument {
  readonly id: string;
  readonly base: RecordedDocument;
  readonly model: RecordedDocument;
}

/** Documents of two recordings side by side, and what people should know about it. */
export interface Join {
  readonly documents: readonly JoinedDocument[];
  readonly notes: readonly string[];
}

const numbered = ({ documents }: TopRecording): boolean => documents.every((id) => /^\d+(#\d+)?$/.test(id));

function byId(recording: TopRecording): Map<string, RecordedDocument> {
  const found = new Map<string, RecordedDocument>();
  for (const document of recording.contents) {
    if (found.has(document.id)) {
      throw new RelentError(
        "incompatible",
        `compareTop: id ${document.id} occurs twice in ${recording.name}`,
        {
          value: document.id,
        },
      );
    }
    found.set(document.id, document);
  }
  return found;
}

/**
 * Joins two recordings by the ids of their documents, or by their order where one has no ids and both are of one length.
 *
 * @throws RelentError "incompatible" where nothing is in both, or an id occurs twice in one.
 */
export function joinDocuments(base: TopRecording, model: TopRecording): Join {
  const [mine, others] = [byId(base), byId(model)];
  const documents = [...mine.values()].flatMap((one) => {
    const other = others.get(one.id);
    return other === undefined ? [] : [{ id: one.id, base: one, model: other }];
  });
  if (documents.length > 0) {
    const lost = (all: number, name: string): string[] =>
      all === documents.length ? [] : [`${all - documents.length} documents are only in ${name}`];
    return { documents, notes: [...lost(mine.size, base.name), ...lost(others.size, model.name)] };
  }
  if (mine.size === others.size && (numbered(base) || numbered(model))) {
    const pairs = base.contents.map((one, i) => ({ id: one.id, base: one, model: model.contents[i]! }));
    return {
      documents: pairs,
      notes: [`${base.name} and ${model.name} share no ids; they were joined in their order`],
    };
  }
  throw new RelentError(
    "incompatible",
    `compareTop: ${base.name} and ${model.name} have no id in common (${base.documents[0]}, … and ` +
      `${model.documents[0]}, …); record the same prompts, with the same custom_id`,
  );
}
