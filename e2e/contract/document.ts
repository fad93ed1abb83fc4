/** One fenced example of docs/api.md: ```` ```json response=login status=200 ````. */
export interface Example {
  readonly name: string;
  readonly text: string;
  /** What follows the name in the info string. */
  readonly attributes: Readonly<Record<string, string>>;
  /** The headings above it, outermost first. */
  readonly headings: readonly string[];
}

const KINDS = ["request", "response", "frame", "format", "example", "list", "table"] as const;
type Kind = (typeof KINDS)[number];
export type ContractDocument = Readonly<Record<Kind, ReadonlyMap<string, Example>>>;

export const API_DOCUMENT = new URL("../../docs/api.md", import.meta.url);

/** Every named example of the document. @throws Error for a fence without a name, or a name given twice */
export function parseDocument(markdown: string): ContractDocument {
  const found = Object.fromEntries(KINDS.map((kind) => [kind, new Map<string, Example>()])) as Record<Kind, Map<string, Example>>;
  const headings: string[] = [];
  for (const [block, level, title, info, text] of markdown.matchAll(/^(#+) (.+)$|^```(.*)\n([\s\S]*?)^```$/gm)) {
    if (level !== undefined) headings.splice(level.length - 1, Number.POSITIVE_INFINITY, title ?? "");
    else add(found, info ?? "", text ?? block, headings);
  }
  return found;
}

function add(found: Record<Kind, Map<string, Example>>, info: string, text: string, headings: string[]): void {
  const attributes = Object.fromEntries([...info.matchAll(/(\w+)=(\S+)/g)].map(([, key = "", value = ""]) => [key, value]));
  const kind = KINDS.find((candidate) => Object.hasOwn(attributes, candidate));
  const name = kind && attributes[kind];
  if (kind === undefined || name === undefined) throw new Error(`an example without a name: ${info}`);
  if (found[kind].has(name)) throw new Error(`two examples are called ${kind}=${name}`);
  found[kind].set(name, { name, text: text.trimEnd(), attributes, headings: headings.filter(Boolean) });
}

/** The document as it is published. */
export const readDocument = async (): Promise<ContractDocument> => parseDocument(await Bun.file(API_DOCUMENT).text());

/** An example by name. @throws Error naming what is missing */
export function exampleOf(document: ContractDocument, kind: Kind, name: string): Example {
  const example = document[kind].get(name);
  if (!example) throw new Error(`docs/api.md has no ${kind}=${name}`);
  return example;
}

export const isAddition = (example: Example): boolean => example.headings.some((heading) => heading.startsWith("Additions"));
